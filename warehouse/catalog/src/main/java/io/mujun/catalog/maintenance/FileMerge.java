package io.mujun.catalog.maintenance;

import io.mujun.catalog.RowWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.IdentityPartitionConverters;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.formats.FormatModelRegistry;
import org.apache.iceberg.formats.ReadBuilder;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.util.BinPacking;
import org.apache.iceberg.util.PartitionUtil;
import org.apache.iceberg.util.StructLikeWrapper;

/**
 * Small data files of one partition written as one, without the rows that delete files delete.
 * Files of an earlier partitioning are left to whoever computes the table.
 */
final class FileMerge {
  private static final long TARGET_BYTES = 128L << 20;

  private final Snapshot read;
  private final List<List<FileScanTask>> bins;
  private final List<DataFile> written = new ArrayList<>();

  private FileMerge(Snapshot read, List<List<FileScanTask>> bins) {
    this.read = read;
    this.bins = bins;
  }

  /** What of the table, as it stands, is worth a merge. */
  static FileMerge of(Table table, MaintenancePolicy policy) {
    List<List<FileScanTask>> bins = new ArrayList<>();
    Snapshot current = table.currentSnapshot();
    if (current != null) {
      for (List<FileScanTask> files : byPartition(table, current, policy).values()) {
        new BinPacking.ListPacker<FileScanTask>(TARGET_BYTES, 1, false)
            .pack(files, FileScanTask::length).stream()
                .filter(bin -> bin.size() >= policy.fewestFiles() || hasDeletes(bin))
                .forEach(bins::add);
      }
    }
    return new FileMerge(current, bins);
  }

  private static Map<StructLikeWrapper, List<FileScanTask>> byPartition(
      Table table, Snapshot current, MaintenancePolicy policy) {
    Map<StructLikeWrapper, List<FileScanTask>> partitions = new LinkedHashMap<>();
    StructLikeWrapper partition = StructLikeWrapper.forType(table.spec().partitionType());
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(current.snapshotId()).planFiles()) {
      for (FileScanTask task : tasks) {
        DataFile file = task.file();
        if (file.specId() == table.spec().specId()
            && (file.fileSizeInBytes() < policy.smallFileBytes() || !task.deletes().isEmpty())) {
          partitions
              .computeIfAbsent(partition.copyFor(file.partition()), any -> new ArrayList<>())
              .add(task);
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return partitions;
  }

  private static boolean hasDeletes(List<FileScanTask> bin) {
    return bin.stream().anyMatch(task -> !task.deletes().isEmpty());
  }

  boolean isEmpty() {
    return bins.isEmpty();
  }

  /** How many files fewer the table has afterwards, as far as it can be told before. */
  int saved() {
    return bins.stream().mapToInt(bin -> bin.size() - 1).sum();
  }

  /** Writes the merged files; they are the table's once they are committed. */
  void write(Table table) {
    for (List<FileScanTask> bin : bins) {
      try (RowWriter writer = new RowWriter(table)) {
        for (FileScanTask task : bin) {
          try (CloseableIterable<Record> rows = rows(table, task)) {
            rows.forEach(writer::write);
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        }
        written.addAll(writer.complete());
      }
    }
  }

  /**
   * Puts the merged files into the place of those that were read.
   *
   * @throws org.apache.iceberg.exceptions.ValidationException where another writer has removed one
   *     of those, or rows of it
   */
  void stage(Table staged) {
    RewriteFiles rewrite =
        staged
            .newRewrite()
            .validateFromSnapshot(read.snapshotId())
            .dataSequenceNumber(read.sequenceNumber());
    bins.forEach(bin -> bin.forEach(task -> rewrite.deleteFile(task.file())));
    written.forEach(rewrite::addFile);
    StandingSummary.of(staged).forEach(rewrite::set);
    rewrite.commit();
  }

  /** Removes the files that were written, where they certainly were not committed. */
  void discard(Table table) {
    written.forEach(file -> table.io().deleteFile(file.location()));
  }

  private static CloseableIterable<Record> rows(Table table, FileScanTask task) {
    GenericDeleteFilter deletes =
        new GenericDeleteFilter(table.io(), task, table.schema(), table.schema());
    Schema schema = deletes.requiredSchema();
    Map<Integer, ?> constants =
        PartitionUtil.constantsMap(task, IdentityPartitionConverters::convertConstant);
    ReadBuilder<Record, Object> file =
        FormatModelRegistry.readBuilder(
            task.file().format(), Record.class, table.io().newInputFile(task.file().location()));
    return deletes.filter(file.project(schema).idToConstant(constants).build());
  }
}
