package io.mujun.catalog.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.catalog.Consumption;
import io.mujun.catalog.RowWriter;
import io.mujun.catalog.lock.CatalogLock;
import io.mujun.warehouse.CommitKeys;
import io.mujun.warehouse.MujunException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.deletes.EqualityDeleteWriter;
import org.apache.iceberg.deletes.PositionDelete;
import org.apache.iceberg.deletes.PositionDeleteWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaintenanceIT {
  private static EmbeddedPostgres postgres;

  @TempDir Path folder;
  private MaintainedCatalog parcels;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void open() throws Exception {
    parcels = MaintainedCatalog.create(postgres, folder);
  }

  @AfterEach
  void close() {
    parcels.close();
  }

  @Test
  void manySmallCommitsBecomeFewFilesWithTheSameRows() throws IOException {
    parcels.appendEach(0, 10);
    Table table = parcels.table();
    table
        .manageSnapshots()
        .createTag("published_2024-11-15.1", table.currentSnapshot().snapshotId())
        .commit();
    parcels.appendEach(10, 30);
    int files = parcels.files().size();
    long before = parcels.table().currentSnapshot().snapshotId();

    TableOutcome outcome = parcels.maintain();

    assertThat(outcome.status()).isEqualTo(TableOutcome.Status.DONE);
    assertThat(outcome.before().dataFiles()).isEqualTo(30);
    assertThat(outcome.after().dataFiles()).isEqualTo(2);
    assertThat(outcome.after().manifests()).isLessThanOrEqualTo(2);
    assertThat(parcels.numbers()).isEqualTo(LongStream.range(0, 30).boxed().toList());
    assertThat(parcels.numbers("published_2024-11-15.1"))
        .isEqualTo(LongStream.range(0, 10).boxed().toList());
    assertThat(outcome.after().snapshots()).as("the current one and the tagged one").isEqualTo(2);
    assertThat(outcome.removedFiles()).isPositive();
    assertThat(parcels.files()).hasSizeLessThan(files);
    table = parcels.table();
    assertThat(Consumption.holdSameRecords(table, before, table.currentSnapshot().snapshotId()))
        .as("a night sees that nothing was received")
        .isTrue();

    assertThat(parcels.maintain().isChanged()).as("the next one has nothing to do").isFalse();
    parcels.appendEach(30, 31);
    table = parcels.table();
    assertThat(Consumption.holdSameRecords(table, before, table.currentSnapshot().snapshotId()))
        .isFalse();
  }

  @Test
  void keepsWhatCouldBeReadWithinTheTimeAndWhatIsNamed() {
    parcels.appendEach(0, 6);
    Snapshot sixth = parcels.table().currentSnapshot();
    Instant now = Instant.ofEpochMilli(sixth.timestampMillis()).plus(Duration.ofDays(30));
    parcels.append("140524", 6, Map.of());
    long seventh = parcels.table().currentSnapshot().timestampMillis();
    Duration justBeforeTheSeventh = Duration.between(Instant.ofEpochMilli(seventh - 1), now);

    TableOutcome outcome = parcels.maintain(policy(justBeforeTheSeventh), now);

    assertThat(outcome.expiredSnapshots()).isEqualTo(5);
    assertThat(parcels.table().snapshot(sixth.snapshotId()))
        .as("30 days old, but superseded within the time")
        .isNotNull();
  }

  private static MaintenancePolicy policy(Duration keep) {
    MaintenancePolicy strict = MaintainedCatalog.STRICT;
    return new MaintenancePolicy(
        keep, strict.smallFileBytes(), strict.fewestFiles(), strict.orphanAge(), strict.due());
  }

  @Test
  void removesOldOrphansButNoYoungOnesNorWhatACheckpointHolds() throws IOException {
    parcels.appendEach(0, 3);
    Path data = NamedFiles.path(parcels.table().location()).resolve("data");
    Path metadata = NamedFiles.path(parcels.table().location()).resolve("metadata");
    Instant now = MaintainedCatalog.later();
    Path old = orphan(data.resolve("old.parquet"), now.minus(Duration.ofHours(3)));
    Path young = orphan(data.resolve("young.parquet"), now.minus(Duration.ofMinutes(50)));
    Path list =
        orphan(
            metadata.resolve("0".repeat(32) + "-" + "1".repeat(32) + "-00000-0-7-00001.avro"),
            now.minus(Duration.ofDays(90)));
    Path held = orphan(data.resolve("held.parquet"), now.minus(Duration.ofDays(90).plusMinutes(5)));
    Path checksum = orphan(data.resolve(".held.parquet.crc"), now.minus(Duration.ofDays(60)));
    Path own =
        orphan(
            parcels.files().stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .filter(file -> file.getFileName().toString().startsWith("0"))
                .map(file -> file.resolveSibling("." + file.getFileName() + ".crc"))
                .findFirst()
                .orElseThrow(),
            now.minus(Duration.ofDays(60)));

    List<TableOutcome> would =
        new Maintenance(
                parcels.catalog(),
                MaintainedCatalog.STRICT,
                Clock.offset(Clock.systemUTC(), Duration.ofHours(2)),
                any -> {})
            .run(List.of(MaintainedCatalog.PARCELS), Maintenance.Mode.LOOK);
    assertThat(would.get(0).removedFiles()).isEqualTo(2);
    assertThat(old).as("to look removes nothing").exists();

    parcels.maintain(MaintainedCatalog.STRICT, now);

    assertThat(old).doesNotExist();
    assertThat(checksum).doesNotExist();
    assertThat(List.of(young, list, held, own)).allSatisfy(file -> assertThat(file).exists());
    assertThat(parcels.numbers()).containsExactly(0L, 1L, 2L);
  }

  private static Path orphan(Path file, Instant written) throws IOException {
    Files.writeString(file, "left");
    Files.setLastModifiedTime(file, FileTime.from(written));
    return file;
  }

  @Test
  void removesNothingWhereAFileOfTheTableIsMissing() throws IOException {
    parcels.appendEach(0, 3);
    Path data = NamedFiles.path(parcels.table().location()).resolve("data");
    Path old = orphan(data.resolve("old.parquet"), Instant.EPOCH);
    Path lost =
        parcels.files().stream()
            .filter(file -> file.toString().endsWith(".parquet") && !file.equals(old))
            .findFirst()
            .orElseThrow();
    Files.delete(lost);
    TableOutcome outcome = parcels.maintain();
    assertThat(outcome.status()).isEqualTo(TableOutcome.Status.FAILED);
    assertThat(outcome.reason()).startsWith("TABLE_FILES_MISSING").contains(lost.toString());
    assertThat(old).exists();
  }

  @Test
  void whatSummariesSayOutlivesTheirSnapshots() {
    parcels.append("140524", 0, Map.of("mujun.watermark.parcel", "3;2024-11-15 08:00:00.000000"));
    stream("a".repeat(32), "parcel_jincheng-000002", 4);
    stream("b".repeat(32), "parcel_jincheng-000003", 9);
    stream("c".repeat(32), "parcel_linyi-000001", 2);
    parcels.appendEach(1, 8);

    for (int round = 0; round < 3; round++) {
      parcels.maintain();
      Table table = parcels.table();
      assertThat(committed(table, "b".repeat(32))).isEqualTo("9");
      assertThat(committed(table, "c".repeat(32))).isEqualTo("2");
      assertThat(Consumption.receivedOn(table, table.currentSnapshot())).isEqualTo("2024-11-15");
      assertThat(table.currentSnapshot().summary())
          .containsEntry("mujun.watermark.parcel", "3;2024-11-15 08:00:00.000000");
      parcels.appendEach(100L + round, 101L + round);
    }
    stream("c".repeat(32), "parcel_linyi-000001", 3);
    parcels.maintain();
    assertThat(committed(parcels.table(), "c".repeat(32))).as("the newest counts").isEqualTo("3");
    assertThat(TableSize.of(parcels.table()).snapshots()).isLessThanOrEqualTo(4);
    assertThat(parcels.numbers()).hasSize(11);
  }

  /** A commit as Flink's sink makes it, but for the rows. */
  private void stream(String job, String batch, long checkpoint) {
    parcels
        .table()
        .newAppend()
        .set("flink.job-id", job)
        .set("flink.operator-id", "0")
        .set("flink.max-committed-checkpoint-id", Long.toString(checkpoint))
        .set(CommitKeys.BATCH, batch)
        .set(CommitKeys.RECEIVED_ON, "2024-11-15")
        .commit();
  }

  /** What Flink's sink asks for before it commits again what a checkpoint holds. */
  private static String committed(Table table, String job) {
    for (Snapshot at = table.currentSnapshot();
        at != null;
        at = at.parentId() == null ? null : table.snapshot(at.parentId())) {
      if (job.equals(at.summary().get("flink.job-id"))) {
        return at.summary().get("flink.max-committed-checkpoint-id");
      }
    }
    return null;
  }

  @Test
  void leavesATableAloneThatANightWrites() {
    parcels.appendEach(0, 8);
    Table table = parcels.table();
    long main = table.currentSnapshot().snapshotId();
    table.manageSnapshots().createBranch("audit_1", main).commit();
    table.newFastAppend().toBranch("audit_1").set("mujun.as-at", "2024-11-15").commit();
    long head = parcels.table().snapshot("audit_1").snapshotId();

    TableOutcome outcome = parcels.maintain();

    assertThat(outcome.status()).isEqualTo(TableOutcome.Status.LEFT);
    assertThat(outcome.reason()).contains("night");
    parcels
        .catalog()
        .commit(
            commit -> {
              commit.fastForward(MaintainedCatalog.PARCELS, "audit_1", head);
              return null;
            });
    assertThat(parcels.maintain().after().dataFiles()).isEqualTo(2);
  }

  @Test
  void doesNotPutBackWhatAnotherWriterRemovedMeanwhile() {
    parcels.appendEach(0, 8);
    Table table = parcels.table();
    FileMerge merge = FileMerge.of(table, MaintainedCatalog.STRICT);
    merge.write(table);
    table.newDelete().deleteFromRowFilter(Expressions.equal("zone_code", "140524")).commit();
    parcels.appendEach(8, 9);
    assertThatThrownBy(
            () ->
                parcels
                    .catalog()
                    .commit(
                        commit -> {
                          merge.stage(commit.table(MaintainedCatalog.PARCELS));
                          return null;
                        }))
        .isInstanceOf(ValidationException.class);
    assertThat(parcels.numbers()).containsExactly(1L, 3L, 5L, 7L, 8L);
  }

  @Test
  void losesNoRowToWritersBesideIt() throws Exception {
    long seed = new Random().nextLong();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<?> writer = threads.submit(() -> write(new Random(seed)));
      Future<?> reader =
          threads.submit(
              () -> {
                while (!done.get()) {
                  List<Long> numbers = parcels.numbers();
                  assertThat(numbers).as("no row twice").doesNotHaveDuplicates();
                }
              });
      // Orphans of an hour: what is being written beside it is younger.
      MaintenancePolicy policy =
          new MaintenancePolicy(
              Duration.ofMillis(500), 16 << 20, 4, Duration.ofHours(1), Duration.ofDays(1));
      while (!writer.isDone()) {
        parcels.maintain(policy, Instant.now());
      }
      done.set(true);
      reader.get();
      writer.get();
      assertThat(parcels.numbers())
          .as("seed %d", seed)
          .isEqualTo(LongStream.range(0, 30).boxed().toList());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Appends 30 rows, and now and then removes all from one zone and writes them anew. */
  private void write(Random random) {
    for (long number = 0; number < 30; number++) {
      parcels.append(random.nextInt(2) == 0 ? "140524" : "140821", number, Map.of());
      if (random.nextInt(10) == 0) {
        parcels.catalog().commit(commit -> overwrite(commit.table(MaintainedCatalog.PARCELS)));
      }
    }
  }

  /** Writes the rows of one zone anew, as a night overwrites a slice. */
  private static Object overwrite(Table table) {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (var records =
        org.apache.iceberg.data.IcebergGenerics.read(table)
            .where(Expressions.equal("zone_code", "140524"))
            .build()) {
      records.forEach(
          row ->
              rows.add(
                  Map.of(
                      "zone_code", "140524",
                      "number", row.getField("number"),
                      "contract_date", row.getField("contract_date"))));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    var overwrite =
        table.newOverwrite().overwriteByRowFilter(Expressions.equal("zone_code", "140524"));
    RowWriter.write(table, rows).forEach(overwrite::addFile);
    overwrite.commit();
    return rows;
  }

  @Test
  void appliesDeleteFiles() throws IOException {
    parcels.append("140524", 0, Map.of());
    parcels.append("140524", 1, Map.of());
    Table table = parcels.table();
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      tasks.forEach(task -> files.add(task.file()));
    }
    GenericFileWriterFactory factory =
        new GenericFileWriterFactory.Builder(table)
            .deleteFileFormat(FileFormat.PARQUET)
            .equalityDeleteRowSchema(table.schema().select("number"))
            .equalityFieldIds(new int[] {table.schema().findField("number").fieldId()})
            .build();
    PartitionData partition = (PartitionData) files.get(0).partition();
    EqualityDeleteWriter<org.apache.iceberg.data.Record> equal =
        factory.newEqualityDeleteWriter(file(table, "equal"), table.spec(), partition);
    GenericRecord row = GenericRecord.create(table.schema().select("number"));
    row.setField("number", 0L);
    equal.write(row);
    equal.close();
    table.newRowDelta().addDeletes(equal.toDeleteFile()).commit();
    assertThat(parcels.numbers()).containsExactly(1L);
    parcels.append("140524", 0, Map.of());
    parcels.append("140524", 2, Map.of());
    table.refresh();
    DataFile newest;
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().filter(Expressions.equal("number", 2L)).planFiles()) {
      newest = tasks.iterator().next().file();
    }
    PositionDeleteWriter<org.apache.iceberg.data.Record> positions =
        factory.newPositionDeleteWriter(file(table, "position"), table.spec(), partition);
    positions.write(
        PositionDelete.<org.apache.iceberg.data.Record>create().set(newest.location(), 0L));
    positions.close();
    table.newRowDelta().addDeletes(positions.toDeleteFile()).commit();
    assertThat(parcels.numbers()).containsExactly(0L, 1L);

    assertThat(parcels.maintain().after().dataFiles()).isEqualTo(1);

    assertThat(parcels.numbers()).containsExactly(0L, 1L);
  }

  private static EncryptedOutputFile file(Table table, String name) {
    return EncryptedFiles.encryptedOutput(
        table.io().newOutputFile(table.locationProvider().newDataLocation(name + ".parquet")),
        EncryptionKeyMetadata.EMPTY);
  }

  @Test
  void oneMaintenanceAtATimeOfTablesThatAreKnown() {
    assertThatThrownBy(
            () ->
                CatalogLock.holding(
                    parcels.catalog().settings(),
                    "maintenance",
                    () -> new MujunException("TAKEN", "taken"),
                    parcels::maintain))
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> assertThat(fault.code()).isEqualTo("MAINTENANCE_RUNNING"));
    Maintenance maintenance =
        new Maintenance(
            parcels.catalog(), MaintainedCatalog.STRICT, Clock.systemUTC(), outcome -> {});
    assertThatThrownBy(() -> maintenance.run(List.of("ods.nothing"), Maintenance.Mode.LOOK))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("TABLE_UNKNOWN"));
  }

  @Test
  void isDueAnIntervalAfterItWasFirstAskedForOrDone() {
    Instant first = Instant.parse("2024-11-15T12:00:00Z");
    assertThat(isDue(first)).isFalse();
    assertThat(isDue(first.plus(Duration.ofHours(23)))).isFalse();
    assertThat(isDue(first.plus(Duration.ofDays(1)))).isTrue();
    new Maintenance(
            parcels.catalog(),
            MaintainedCatalog.STRICT,
            Clock.fixed(first.plus(Duration.ofDays(1)), java.time.ZoneOffset.UTC),
            outcome -> {})
        .run(Maintenance.Mode.WRITE);
    assertThat(isDue(first.plus(Duration.ofHours(25)))).isFalse();
    assertThat(isDue(first.plus(Duration.ofDays(2)))).isTrue();
  }

  private boolean isDue(Instant now) {
    return MaintenanceTurn.isDue(parcels.catalog().settings(), MaintainedCatalog.STRICT, now);
  }

  @Test
  void aKillLosesNothing() throws Exception {
    parcels.appendEach(0, 12);
    Table table = parcels.table();
    table.manageSnapshots().createTag("published", table.currentSnapshot().snapshotId()).commit();
    parcels.appendEach(12, 24);
    List<Long> rows = parcels.numbers();
    for (String point :
        List.of("merged-files-written", "merge-committed", "snapshots-expired", "orphan-removed")) {
      MaintenanceProcess.killAt(parcels.catalog().settings(), point);
      assertThat(parcels.numbers()).as(point).isEqualTo(rows);
      assertThat(parcels.numbers("published")).as(point).isEqualTo(rows.subList(0, 12));
    }
    TableOutcome outcome = parcels.maintain(MaintainedCatalog.STRICT, MaintainedCatalog.later());
    assertThat(outcome.status()).isEqualTo(TableOutcome.Status.DONE);
    assertThat(parcels.files()).as("no file was left over").allMatch(named()::contains);
    assertThat(parcels.numbers()).isEqualTo(rows);
    assertThat(LocalDate.parse(received())).isEqualTo("2024-11-15");
  }

  private java.util.Set<Path> named() {
    return NamedFiles.all(parcels.table());
  }

  private String received() {
    return parcels.table().currentSnapshot().summary().get(CommitKeys.RECEIVED_ON);
  }
}
