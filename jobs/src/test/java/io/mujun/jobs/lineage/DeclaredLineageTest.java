package io.mujun.jobs.lineage;

import static io.mujun.warehouse.lineage.ColumnUse.AGGREGATION;
import static io.mujun.warehouse.lineage.ColumnUse.CONDITIONAL;
import static io.mujun.warehouse.lineage.ColumnUse.FILTER;
import static io.mujun.warehouse.lineage.ColumnUse.GROUP_BY;
import static io.mujun.warehouse.lineage.ColumnUse.IDENTITY;
import static io.mujun.warehouse.lineage.ColumnUse.JOIN;
import static io.mujun.warehouse.lineage.ColumnUse.TRANSFORMATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.jobs.LocalSpark;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.ColumnUse;
import io.mujun.warehouse.lineage.DatasetLineage;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.metric.Measure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The expected columns are read by hand from the queries and the metrics' files. */
class DeclaredLineageTest {
  private static final Warehouse WAREHOUSE =
      new Warehouse(Path.of("").toAbsolutePath().getParent().resolve("warehouse"));
  private static final Lineage LINEAGE = DeclaredLineage.of(LocalSpark.session(), WAREHOUSE);

  @Test
  void ofColumnsOfAUnion() {
    String table = "dwd.investment_month";
    assertThat(columns(table, "series")).as("a literal").isEmpty();
    assertThat(columns(table, "ytd_investment"))
        .containsExactlyInAnyOrder(
            input("ods.investment_ledger", "ytd_investment", IDENTITY),
            input("ods.investment_statistics", "ytd_investment", IDENTITY));
    assertThat(columns(table, "ytd_investment_bound"))
        .containsExactlyInAnyOrder(
            input("ods.investment_ledger", "ytd_investment_bound", IDENTITY),
            input("ods.investment_statistics", "ytd_investment", CONDITIONAL));
    assertThat(columns(table, "reference"))
        .containsExactlyInAnyOrder(
            input("ods.investment_ledger", "project_name", IDENTITY),
            input("ods.investment_statistics", "project_code", IDENTITY));
    assertThat(columns(table, "project_key"))
        .containsExactly(input("dim.project_reference", "project_key", IDENTITY));
    assertThat(columns(table, "completeness"))
        .containsExactly(input("ods.statement", "completeness", IDENTITY));
    assertThat(columns(table, "known_from"))
        .containsExactlyInAnyOrder(
            input("ods.statement", "received_on", IDENTITY),
            input("ods.investment_statistics", "received_on", IDENTITY));
    assertThat(LINEAGE.of(table).rows())
        .contains(
            input("dim.project_reference", "project_name", JOIN),
            input("ods.statement", "table_name", FILTER));
  }

  @Test
  void ofAMetricOverATable() {
    DatasetLineage metric = LINEAGE.of(Lineage.metric("infrastructure_investment"));
    assertThat(metric.columns().get(Lineage.VALUE))
        .containsExactlyInAnyOrder(
            input("dwd.investment_month", "cumulative_investment", AGGREGATION),
            input("dwd.investment_month", "category", CONDITIONAL),
            input("dwd.investment_month", "cumulative_investment_bound", CONDITIONAL));
    assertThat(metric.rows())
        .containsExactlyInAnyOrder(
            input("dwd.investment_month", "series", FILTER),
            input("dwd.investment_month", "known_from", FILTER),
            input("dwd.investment_month", "known_to", FILTER),
            input("dwd.investment_month", "zone_code", GROUP_BY),
            input("dwd.investment_month", "period", GROUP_BY));
  }

  @Test
  void ofAMetricOverOthers() {
    assertThat(columns(Lineage.metric("annual_completion_rate"), Lineage.VALUE))
        .containsExactlyInAnyOrder(
            input(Lineage.metric("investment_ledger"), Lineage.VALUE, TRANSFORMATION),
            input(Lineage.metric("investment_target"), Lineage.VALUE, TRANSFORMATION));
    assertThat(LINEAGE.tableInputs(Lineage.metric("annual_completion_rate"), Lineage.VALUE))
        .contains(
            input("dwd.investment_month", "ytd_investment", AGGREGATION),
            input("dwd.annual_target", "amount", AGGREGATION));
    String metric = Lineage.metric("annual_completion_rate");
    assertThat(LINEAGE.upstreamOf(metric, dataset -> true))
        .contains("ods.investment_ledger", "dim.project_reference", "ods.land_ledger")
        .doesNotContain("ods.staff_snapshot");
    assertThat(LINEAGE.upstreamOf(metric, dataset -> !dataset.startsWith("dim.")))
        .containsExactlyInAnyOrder(
            Lineage.metric("investment_ledger"),
            Lineage.metric("investment_target"),
            "dwd.investment_month",
            "dwd.annual_target",
            "dim.project_reference",
            "ods.investment_ledger",
            "ods.investment_statistics",
            "ods.target_ledger",
            "ods.statement");
  }

  @Test
  void ofATableThatIsLoadedFromACodeFile() {
    assertThat(columns("dim.item", "item_code"))
        .containsExactly(input(Lineage.codes("item"), "item_code", IDENTITY));
  }

  /** What is computed over nothing that Spark would show, each construct once. */
  @Test
  void ofEveryKindOfPlan() {
    SparkSession session = LocalSpark.session().newSession();
    session.sql("select 1 as a, 2 as b, 3 as c, array(4) as d").createOrReplaceTempView("given");
    Map<String, String> datasets = Map.of("given", "x.y");
    assertThat(
            of(session, "with t as (select a + b as s, c from given) select s, c from t", datasets))
        .isEqualTo(
            Map.of(
                "s", List.of(x("a", TRANSFORMATION), x("b", TRANSFORMATION)),
                "c", List.of(x("c", IDENTITY))));
    assertThat(of(session, "select explode(d) as e, a from given", datasets))
        .isEqualTo(Map.of("e", List.of(x("d", TRANSFORMATION)), "a", List.of(x("a", IDENTITY))));
    assertThat(
            of(session, "select sum(a) over (partition by b order by c) as w from given", datasets))
        .isEqualTo(
            Map.of(
                "w",
                List.of(x("a", AGGREGATION), x("b", ColumnUse.WINDOW), x("c", ColumnUse.WINDOW))));
    assertThat(
            of(
                session,
                "select (select max(i.a) from given as i where i.b = o.c) as m,"
                    + " if(exists (select 1 from given as j where j.a = o.a), o.b, 0) as n"
                    + " from given as o",
                datasets))
        .containsEntry("m", List.of(x("a", AGGREGATION)))
        .containsEntry("n", List.of(x("b", TRANSFORMATION)));
    assertThat(
            of(
                session,
                "select stack(2, a, b) as s from given union all select c from given",
                datasets))
        .isEqualTo(
            Map.of("s", List.of(x("a", TRANSFORMATION), x("b", TRANSFORMATION), x("c", IDENTITY))));
    assertThat(
            of(
                session,
                "select l.a, sum(r.c) as t from given as l left join given as r on l.b = r.b"
                    + " group by grouping sets ((l.a), ())",
                datasets))
        .containsEntry("t", List.of(x("c", AGGREGATION)));
  }

  /**
   * What a column follows from is never lost: each that is computed has its origin, or says why.
   */
  @Test
  void ofEveryTableAndMetric() {
    List<String> without = new ArrayList<>();
    for (Contract table : WAREHOUSE.contracts().computed()) {
      if (LINEAGE.of(table.qualifiedName()).inputs().isEmpty()) {
        without.add(table.qualifiedName());
      }
    }
    assertThat(without)
        .as("made of declarations alone")
        .containsExactlyInAnyOrder(
            "dim.metric", "dim.metric_judgement", "dim.scope", "dim.scope_member");
    assertThat(WAREHOUSE.metrics().measures())
        .allSatisfy(
            (Measure measure) ->
                assertThat(LINEAGE.of(Lineage.metric(measure.name())).inputs()).isNotEmpty());
    LINEAGE
        .datasets()
        .forEach(
            (name, made) -> {
              if (Lineage.metricOf(name).isEmpty()) {
                assertThat(WAREHOUSE.contracts().table(name).propertiesByName().keySet())
                    .as("columns of %s", name)
                    .containsAll(made.columns().keySet());
              }
            });
  }

  private static Map<String, List<ColumnInput>> of(
      SparkSession session, String sql, Map<String, String> datasets) {
    return PlanLineage.of(session.sql(sql).queryExecution().analyzed(), datasets).columns();
  }

  private static List<ColumnInput> columns(String dataset, String column) {
    return LINEAGE.of(dataset).columns().get(column);
  }

  private static ColumnInput x(String column, ColumnUse use) {
    return input("x.y", column, use);
  }

  private static ColumnInput input(String dataset, String column, ColumnUse use) {
    return new ColumnInput(dataset, column, use);
  }
}
