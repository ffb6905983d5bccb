package io.mujun.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.code.Units;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogIT {
  private static final String CONTRACT =
      """
      apiVersion: v3.1.0
      kind: DataContract
      id: mujun.ods.%1$s
      version: 1.0.0
      status: active
      schema:
        - name: %1$s
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
            - name: area
              businessName: 面积
              logicalType: number
              physicalType: decimal(20,6)
              customProperties: [{property: unit, value: SQUARE_METRE}]
            - name: contract_date
              businessName: 合同日期
              logicalType: date
              physicalType: date
      """;
  private static final String NOTE =
      """
            - name: note
              businessName: 备注
              logicalType: string
              physicalType: string
      """;

  private static EmbeddedPostgres postgres;

  @TempDir Path directory;
  private MujunCatalog catalog;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void openCatalog(@TempDir Path warehouse) throws Exception {
    catalog = TestCatalogs.create(postgres, warehouse);
    declare("parcel", CONTRACT.formatted("parcel"));
    declare("lease", CONTRACT.formatted("lease"));
  }

  @AfterEach
  void closeCatalog() {
    catalog.close();
  }

  @Test
  void writesAViewOnlyWhereItDiffersAndKeepsNoOlderMetadataThanTheLastTwo(@TempDir Path tables)
      throws Exception {
    try (MujunCatalog fresh = TestCatalogs.create(postgres, tables)) {
      CatalogViews views = new CatalogViews(fresh, "trace");
      assertThat(CatalogViews.definition(fresh.settings(), "trace")).isEmpty();
      assertThat(views.apply(List.of(view("a", "1"), view("b", "1")), "first"))
          .containsExactly("a", "b");
      assertThat(CatalogViews.definition(fresh.settings(), "trace")).contains("first");
      assertThat(views.apply(List.of(view("a", "1"), view("b", "1")), "second")).isEmpty();
      assertThat(CatalogViews.definition(fresh.settings(), "trace")).contains("second");
      for (String value : List.of("2", "3", "4")) {
        assertThat(views.apply(List.of(view("a", value), view("b", "1")), value))
            .containsExactly("a");
      }
      try (var files = Files.list(tables.resolve("trace/a/metadata"))) {
        assertThat(files).hasSize(2);
      }
      var standing = fresh.jdbc().loadView(MujunCatalog.identifier("trace.a"));
      assertThat(standing.sqlFor("trino").sql()).isEqualTo("select 4 as total");
      assertThat(standing.versions()).hasSize(1);
      assertThat(standing.properties())
          .as("no owner: it is asked with the rights of who asks")
          .containsOnlyKeys("comment", "version.history.num-entries");
      assertThat(views.apply(List.of(view("a", "4")), "last")).containsExactly("b");
      assertThat(TablePointers.read(fresh.settings())).as("views are no tables").isEmpty();
    }
  }

  private static CatalogView view(String name, String value) {
    return new CatalogView(
        "trace",
        name,
        "合计",
        List.of(
            new CatalogView.Column("total", new PhysicalType(PhysicalType.Kind.INT, 0, 0), "合计")),
        "select %s as total".formatted(value));
  }

  @Test
  void createsTablesWithCommentsAndLeavesThemWhenNothingChanged() throws IOException {
    assertThat(apply()).extracting(TableChange::kind).containsOnly(TableChange.Kind.CREATED);
    assertThat(catalog.table("ods.parcel").schema().findField("area").doc()).isEqualTo("面积（m²）");
    String before = location("ods.parcel");
    assertThat(apply()).extracting(TableChange::kind).containsOnly(TableChange.Kind.UNCHANGED);
    assertThat(location("ods.parcel")).isEqualTo(before);
  }

  @Test
  void keepsATableAsItStoodAtAMoment() throws IOException {
    CatalogMoment before = CatalogMoment.read(catalog.settings());
    assertThat(before.table("ods.parcel")).isEmpty();
    apply();
    CatalogMoment made = CatalogMoment.read(catalog.settings());
    catalog.commit(commit -> append(commit, "ods.parcel", "1.5"));
    assertThat(made.table("ods.parcel").orElseThrow().currentSnapshot()).isNull();
    assertThat(
            CatalogMoment.read(catalog.settings())
                .table("ods.parcel")
                .orElseThrow()
                .currentSnapshot()
                .snapshotId())
        .isEqualTo(catalog.table("ods.parcel").currentSnapshot().snapshotId());
  }

  @Test
  void hasNoTablesWhereTheCatalogWasNotMade() {
    assertThat(CatalogMoment.read(inDatabase("nowhere")).table("ods.parcel")).isEmpty();
    assertThat(CatalogMoment.read(inDatabase("template1")).table("ods.parcel")).isEmpty();
  }

  @Test
  void saysThatTheCatalogDoesNotAnswer() {
    CatalogSettings settings = catalog.settings();
    assertThatThrownBy(
            () ->
                CatalogMoment.read(
                    new CatalogSettings(
                        "jdbc:postgresql://127.0.0.1:1/mujun_catalog",
                        settings.user(),
                        settings.password(),
                        settings.warehouse())))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CATALOG_UNREACHABLE"));
  }

  private CatalogSettings inDatabase(String database) {
    return new CatalogSettings(
        postgres.getJdbcUrl("postgres", database),
        "postgres",
        "postgres",
        catalog.settings().warehouse());
  }

  @Test
  void appliesACompatibleChange() throws IOException {
    apply();
    declare("parcel", CONTRACT.formatted("parcel").replace("(20,6)", "(24,6)") + NOTE);
    assertThat(apply())
        .filteredOn(change -> change.kind() == TableChange.Kind.EVOLVED)
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.differences())
                    .containsExactly("area: decimal(20, 6) → decimal(24, 6)", "+ note string"));
  }

  @Test
  void refusesAnIncompatibleChangeAndTouchesNothing() throws IOException {
    apply();
    String before = location("ods.parcel");
    declare("lease", CONTRACT.formatted("lease") + NOTE);
    declare("parcel", CONTRACT.formatted("parcel").replace("decimal(20,6)", "string"));
    assertThatThrownBy(this::apply)
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> assertThat(fault.code()).isEqualTo("CONTRACT_INCOMPATIBLE"))
        .hasMessageContaining("ods.parcel.area: is decimal(20, 6), the contract says string");
    assertThat(location("ods.parcel")).isEqualTo(before);
    assertThat(catalog.table("ods.lease").schema().findField("note")).isNull();
  }

  @Test
  void partsAComputedTableAnewButNoOther() throws IOException {
    declare("dwd", "parcel", CONTRACT.formatted("parcel"));
    apply();
    catalog.commit(commit -> append(commit, "dwd.parcel", "35.85"));
    String parted =
        CONTRACT
            .formatted("parcel")
            .replace(
                "physicalType: date",
                "physicalType: date\n        partitioned: true\n        partitionKeyPosition: 2");
    declare("dwd", "parcel", parted);
    assertThat(apply())
        .filteredOn(change -> change.kind() == TableChange.Kind.EVOLVED)
        .singleElement()
        .satisfies(
            change ->
                assertThat(change.differences())
                    .containsExactly("partitioned by: [zone_code] → [zone_code, contract_date]"));
    assertThat(areas("dwd.parcel")).containsExactly("35.850000");
    assertThat(apply()).extracting(TableChange::kind).containsOnly(TableChange.Kind.UNCHANGED);
    declare("dwd", "parcel", CONTRACT.formatted("parcel"));
    apply();
    assertThat(catalog.table("dwd.parcel").spec().fields())
        .extracting(field -> field.name())
        .containsExactly("zone_code");

    declare("parcel", parted);
    assertThatThrownBy(this::apply)
        .hasMessageContaining(
            "ods.parcel: is partitioned by [zone_code], the contract says [zone_code, contract_date]");
  }

  @Test
  void movesATableToABranchOnlyAsItWasWritten() throws IOException {
    apply();
    catalog.commit(commit -> append(commit, "ods.parcel", "1"));
    Table table = catalog.table("ods.parcel");
    long first = table.currentSnapshot().snapshotId();
    table.manageSnapshots().createBranch("audit", first).commit();
    assertThatThrownBy(() -> fastForward("ods.parcel", first + 1))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("BRANCH_CHANGED"))
        .hasMessageContaining("stands at " + first);
    fastForward("ods.parcel", first);
    assertThat(catalog.table("ods.parcel").refs()).doesNotContainKey("audit");
    assertThatThrownBy(() -> fastForward("ods.parcel", first))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("BRANCH_CHANGED"))
        .hasMessageContaining("is gone");
  }

  private void fastForward(String table, long snapshot) {
    catalog.commit(
        commit -> {
          commit.fastForward(table, "audit", snapshot);
          return null;
        });
  }

  @Test
  void publishesNothingOnceALaterTurnWasTaken() throws IOException {
    apply();
    FencingToken first = FencingToken.next(catalog.settings(), "count");
    appendHolding(first, "1");
    FencingToken second = FencingToken.next(catalog.settings(), "count");
    FencingToken.next(catalog.settings(), "another work");
    assertThat(second.number()).isEqualTo(first.number() + 1);
    assertThatThrownBy(() -> appendHolding(first, "2"))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("TURN_OVER"));
    appendHolding(second, "3");
    assertThat(catalog.table("ods.parcel").currentSnapshot().summary())
        .containsEntry("total-records", "2");
  }

  private void appendHolding(FencingToken turn, String area) {
    catalog.commit(
        commit -> {
          commit.require(turn);
          return append(commit, "ods.parcel", area);
        });
  }

  @Test
  void publishesSeveralTablesTogether() throws IOException {
    apply();
    catalog.commit(
        commit -> {
          append(commit, "ods.parcel", "35.85");
          append(commit, "ods.lease", "1514");
          append(commit, "ods.lease", "3");
          return null;
        });
    assertThat(areas("ods.parcel")).containsExactly("35.850000");
    assertThat(areas("ods.lease")).containsExactlyInAnyOrder("1514.000000", "3.000000");
    assertThat(catalog.table("ods.parcel").currentSnapshot().summary())
        .containsEntry("mujun.batch", "35.85");
  }

  @Test
  void publishesNothingWhereOneTableWasChangedMeanwhile() throws IOException {
    apply();
    MultiTableCommit late = catalog.newCommit();
    append(late, "ods.lease", "1");
    append(late, "ods.parcel", "1");
    catalog.commit(commit -> append(commit, "ods.parcel", "2"));
    assertThatThrownBy(late::publish).isInstanceOf(CommitConflict.class);
    assertThat(areas("ods.lease")).isEmpty();
    assertThat(areas("ods.parcel")).containsExactly("2.000000");
  }

  @Test
  void losesNoRowUnderConcurrentWritersAndShowsNoMixedState() throws Exception {
    apply();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Future<Integer> mixed = threads.submit(() -> countMixedReads(done));
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 2; writer++) {
        writers.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 10; round++) {
                    catalog.commit(
                        commit -> {
                          append(commit, "ods.lease", "1");
                          return append(commit, "ods.parcel", "1");
                        });
                  }
                }));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      assertThat(mixed.get()).isZero();
    } finally {
      threads.shutdownNow();
    }
    assertThat(areas("ods.lease")).hasSize(20);
    assertThat(areas("ods.parcel")).hasSize(20);
  }

  /** Reads both pointers in one statement, as an exact reader does, until done. */
  private int countMixedReads(AtomicBoolean done) throws Exception {
    int mixed = 0;
    while (!done.get()) {
      Map<String, Table> tables = catalog.tablesTogether(List.of("ods.lease", "ods.parcel"));
      if (snapshots(tables.get("ods.lease")) != snapshots(tables.get("ods.parcel"))) {
        mixed++;
      }
    }
    return mixed;
  }

  private static int snapshots(Table table) {
    int count = 0;
    for (var ignored : table.snapshots()) {
      count++;
    }
    return count;
  }

  private Object append(MultiTableCommit commit, String name, String area) {
    Table table = commit.table(name);
    AppendFiles append = table.newAppend().set("mujun.batch", area);
    for (DataFile file :
        RowWriter.write(
            table,
            List.of(
                Map.of(
                    "zone_code",
                    "140729",
                    "area",
                    new BigDecimal(area),
                    "contract_date",
                    LocalDate.of(2021, 6, 30))))) {
      append.appendFile(file);
    }
    append.commit();
    return null;
  }

  private List<String> areas(String name) throws IOException {
    List<String> areas = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(catalog.table(name)).build()) {
      rows.forEach(row -> areas.add(row.getField("area").toString()));
    }
    return areas;
  }

  private String location(String name) {
    return ((org.apache.iceberg.BaseTable) catalog.table(name))
        .operations()
        .current()
        .metadataFileLocation();
  }

  private List<TableChange> apply() throws IOException {
    Path units = directory.resolve("unit.csv");
    Files.writeString(
        units,
        "code,label,quantity,factor_numerator,factor_denominator,digits,sign\nSQUARE_METRE,m²,area,1,1,2,negative\n");
    return new Declarations(catalog, Units.read(units))
        .apply(Contracts.read(directory.resolve("tables")));
  }

  private void declare(String table, String contract) throws IOException {
    declare("ods", table, contract);
  }

  private void declare(String layer, String table, String contract) throws IOException {
    Path folder =
        Files.createDirectories(directory.resolve("tables").resolve(layer).resolve(table));
    Files.writeString(folder.resolve("contract.odcs.yaml"), contract);
  }
}
