package io.mujun.ingestion;

import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.RowWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** Data files of several tables, which nobody sees until they are appended in a commit. */
final class Staging implements AutoCloseable {
  private final MujunCatalog catalog;
  private final Map<String, RowWriter> writers = new LinkedHashMap<>();
  private final Map<String, List<DataFile>> files = new LinkedHashMap<>();

  Staging(MujunCatalog catalog) {
    this.catalog = catalog;
  }

  void write(String table, Map<String, ?> row) {
    writers.computeIfAbsent(table, name -> new RowWriter(catalog.table(name))).write(row);
  }

  /** Takes what another one holds. */
  void takeOver(Staging other) {
    other
        .complete()
        .forEach((table, added) -> files.computeIfAbsent(table, any -> list()).addAll(added));
    other.files.clear();
  }

  /** Table → its files; nothing more can be written to them. */
  Map<String, List<DataFile>> complete() {
    writers.forEach(
        (table, writer) -> files.computeIfAbsent(table, any -> list()).addAll(writer.complete()));
    writers.clear();
    return files;
  }

  /** Deletes the files. */
  void discard() {
    complete()
        .forEach(
            (table, written) -> {
              Table target = catalog.table(table);
              written.forEach(file -> target.io().deleteFile(file.location()));
            });
    files.clear();
  }

  private static List<DataFile> list() {
    return new ArrayList<>();
  }

  @Override
  public void close() {
    writers.values().forEach(RowWriter::close);
  }
}
