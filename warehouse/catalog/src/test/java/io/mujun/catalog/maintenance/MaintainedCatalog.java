package io.mujun.catalog.maintenance;

import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.ReceivedAppend;
import io.mujun.catalog.RowWriter;
import io.mujun.catalog.TestCatalogs;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.code.Units;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** A catalog with the table {@code ods.parcel}, of zone, number and day. */
final class MaintainedCatalog implements AutoCloseable {
  static final String PARCELS = "ods.parcel";

  /** Keeps no state but the current and the named ones, and no orphan of more than an hour. */
  static final MaintenancePolicy STRICT =
      new MaintenancePolicy(Duration.ZERO, 16 << 20, 4, Duration.ofHours(1), Duration.ofDays(1));

  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: mujun.ods.parcel
      version: 1.0.0
      status: active
      schema:
        - name: parcel
          businessName: 宗地
          description: 供应的宗地
          properties:
            - name: zone_code
              businessName: 开发区代码
              logicalType: string
              physicalType: string
              required: true
              primaryKey: true
              partitioned: true
              partitionKeyPosition: 1
            - name: number
              businessName: 编号
              logicalType: integer
              physicalType: long
            - name: contract_date
              businessName: 合同日期
              logicalType: date
              physicalType: date
      """;

  private final MujunCatalog catalog;

  private MaintainedCatalog(MujunCatalog catalog) {
    this.catalog = catalog;
  }

  static MaintainedCatalog create(EmbeddedPostgres postgres, Path folder) throws Exception {
    MujunCatalog catalog = TestCatalogs.create(postgres, folder.resolve("tables"));
    Path contract = folder.resolve("contracts/ods/parcel");
    Files.createDirectories(contract);
    Files.writeString(contract.resolve("contract.odcs.yaml"), CONTRACT);
    Path units = folder.resolve("unit.csv");
    Files.writeString(
        units, "code,label,quantity,factor_numerator,factor_denominator,digits,sign\n");
    new Declarations(catalog, Units.read(units)).apply(Contracts.read(folder.resolve("contracts")));
    return new MaintainedCatalog(catalog);
  }

  MujunCatalog catalog() {
    return catalog;
  }

  Table table() {
    return catalog.table(PARCELS);
  }

  /** Appends one row in a commit of its own. */
  void append(String zone, long number, Map<String, String> summary) {
    catalog.commit(
        commit -> {
          Table table = commit.table(PARCELS);
          ReceivedAppend.to(
              table,
              RowWriter.write(
                  table,
                  List.of(
                      Map.of(
                          "zone_code",
                          zone,
                          "number",
                          number,
                          "contract_date",
                          LocalDate.of(2024, 11, 1)))),
              LocalDate.of(2024, 11, 15),
              summary);
          return null;
        });
  }

  /** Appends rows with these numbers, each in a commit of its own, to two zones in turns. */
  void appendEach(long from, long to) {
    for (long number = from; number < to; number++) {
      append(number % 2 == 0 ? "140524" : "140821", number, Map.of());
    }
  }

  List<Long> numbers() {
    return numbers(IcebergGenerics.read(table()).build());
  }

  List<Long> numbers(String tag) {
    Table table = table();
    return numbers(
        IcebergGenerics.read(table).useSnapshot(table.snapshot(tag).snapshotId()).build());
  }

  private static List<Long> numbers(CloseableIterable<Record> records) {
    List<Long> numbers = new ArrayList<>();
    try (records) {
      records.forEach(row -> numbers.add((Long) row.getField("number")));
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
    numbers.sort(null);
    return numbers;
  }

  TableOutcome maintain() {
    return maintain(STRICT, later());
  }

  TableOutcome maintain(MaintenancePolicy policy, Instant now) {
    return new Maintenance(catalog, policy, Clock.fixed(now, ZoneOffset.UTC), outcome -> {})
        .run(List.of(PARCELS), Maintenance.Mode.WRITE)
        .get(0);
  }

  /** A moment that is later than all that was written, by more than a strict policy spares. */
  static Instant later() {
    return Instant.now().plus(Duration.ofHours(2));
  }

  /** All files in the table's folder. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(NamedFiles.path(table().location()))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Override
  public void close() {
    catalog.close();
  }
}
