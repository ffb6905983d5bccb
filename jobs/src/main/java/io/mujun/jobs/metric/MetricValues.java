package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.Sql;
import io.mujun.jobs.sql.SqlRelations;
import io.mujun.jobs.sql.Views;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The metric views, compiled to the rows of {@code ads.metric_value}: each measure in its unit, by
 * zone and month, from January of the zone's first year with any fact to the month of the day as at
 * which figures are computed; {@code publication_id} is left to the night.
 */
public final class MetricValues {
  /** The column of a statement's month. */
  private static final String MONTH = "period";

  private final SparkSession session;
  private final Contracts contracts;
  private final Metrics metrics;
  private final Units units;
  private final LocalDate asAt;
  private final Inputs inputs;
  private final Map<String, Object> parameters;

  public MetricValues(
      SparkSession session,
      Contracts contracts,
      Metrics metrics,
      Units units,
      LocalDate asAt,
      Inputs inputs) {
    this.session = session;
    this.contracts = contracts;
    this.metrics = metrics;
    this.units = units;
    this.asAt = asAt;
    this.inputs = inputs;
    this.parameters = Map.of("as_at", asAt);
  }

  /**
   * The rows.
   *
   * @param zones condition on {@code zone_code}: the zones to compute
   */
  public Dataset<Row> rows(String zones) {
    List<MetricSql> views = new ArrayList<>();
    for (MetricView view : metrics.views()) {
      MetricSql sql = new MetricSql(view, reporting(view));
      if (!sql.isEmpty()) {
        if (view.statements() != null) {
          session
              .sql(sql.stated(inputs.relation(VintageSql.STATEMENTS)), parameters)
              .createOrReplaceTempView(sql.statedView());
        }
        session
            .sql(sql.facts(resolved(view), completeness(view)), parameters)
            .createOrReplaceTempView(sql.factsView());
        views.add(sql);
      }
    }
    new Spine(session, asAt)
        .create(views.stream().flatMap(sql -> sql.dated().stream()).toList(), zones);
    String known = "metric_known_0";
    materialise(union(views.stream().map(MetricSql::query).toList()), known);
    MetricComposition composition = new MetricComposition(metrics.measures());
    List<List<Measure>> levels = composition.levels();
    for (int level = 1; level <= levels.size(); level++) {
      String made = "metric_made_" + level;
      materialise(composition.query(levels.get(level - 1), known), made);
      String both = union(List.of("select * from " + known + "\n", "select * from " + made + "\n"));
      known = "metric_known_" + level;
      session.sql(both).createOrReplaceTempView(known);
    }
    return session.sql(published(known));
  }

  /**
   * Computes a view once, so that what builds upon it neither repeats nor plans it again. A
   * checkpoint read twice in one plan keeps statistics of columns that are not there (Spark 4.1.3:
   * key not found), hence the frame over its rows alone.
   */
  private void materialise(String query, String view) {
    Dataset<Row> rows = session.sql(query, parameters).localCheckpoint(true);
    session.createDataFrame(rows.javaRDD(), rows.schema()).createOrReplaceTempView(view);
  }

  /** A scope without a month says all of a zone. */
  private MetricSql.Reporting reporting(MetricView view) {
    if (view.statements() == null) {
      return MetricSql.Reporting.FACTS;
    }
    return contracts.table(view.statements()).statementScope().contains(MONTH)
        ? MetricSql.Reporting.MONTHLY_STATEMENTS
        : MetricSql.Reporting.STATEMENTS;
  }

  /** Facts that a table of statements gives say whether theirs holds as a whole. */
  private String completeness(MetricView view) {
    return contracts.contains(view.source())
            && contracts.table(view.source()).property(VintageSql.COMPLETENESS).isPresent()
        ? "source." + VintageSql.COMPLETENESS
        : "null";
  }

  private String resolved(MetricView view) {
    return SqlRelations.parse(MetricSql.source(view), "metrics/" + view.name() + ".yaml")
        .renamed(name -> Views.known(contracts, name));
  }

  private String published(String known) {
    String declared =
        metrics.measures().stream().map(this::declared).collect(Collectors.joining(",\n"));
    return """
        with declared as (
          select *
          from values
        %2$s
          as declaration (
            metric, unit, factor_numerator, factor_denominator, classes, target, green, yellow,
            direction, metric_version
          )
        ),
        judged as (
          select
            known.*,
            declared.*,
            declared.classes is null
            or array_contains(declared.classes, zone.zone_class) as applicable
          from %1$s as known
          inner join (select metric as declared_metric, * except (metric) from declared) as declared
            on known.metric = declared.declared_metric
          inner join (select zone_code as class_zone_code, zone_class from dim.zone) as zone
            on known.zone_code = zone.class_zone_code
        ),
        valued as (
          select
            *,
            cast(
              if(applicable, base_value * factor_denominator / factor_numerator, null)
              as decimal(38,6)
            ) as value
          from judged
        )
        select
          zone_code,
          metric,
          period,
          value,
          if(applicable, numerator, null) as numerator,
          if(applicable, denominator, null) as denominator,
          unit,
          if(applicable, bound, 'exact') as bound,
          if(applicable, reason, null) as null_reason,
          applicable,
          target,
          case
            when value is null or green is null then null
            when direction = 'up' and value >= green or direction = 'down' and value <= green
              then 'green'
            when direction = 'up' and value >= yellow or direction = 'down' and value <= yellow
              then 'yellow'
            else 'red'
          end as light,
          metric_version
        from valued
        """
        .formatted(known, declared);
  }

  private String declared(Measure measure) {
    Unit unit = units.unit(measure.unit(), measure.name());
    String classes =
        measure.applicableClasses().isEmpty()
            ? "cast(null as array<string>)"
            : measure.applicableClasses().stream()
                .map(Sql::text)
                .collect(Collectors.joining(", ", "array(", ")"));
    Measure.Lights lights = measure.lights();
    return "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        .formatted(
            Sql.text(measure.name()),
            Sql.text(unit.label()),
            factor(unit.numerator()),
            factor(unit.denominator()),
            classes,
            threshold(measure.target()),
            threshold(lights == null ? null : lights.green()),
            threshold(lights == null ? null : lights.yellow()),
            Sql.text(MetricRows.direction(measure)),
            Sql.text(MetricRows.version(metrics, measure)));
  }

  private static String factor(BigDecimal factor) {
    return "cast(%s as decimal(12,3))".formatted(factor.toPlainString());
  }

  private static String threshold(BigDecimal value) {
    return "cast(%s as decimal(20,4))".formatted(value == null ? "null" : value.toPlainString());
  }

  private static String union(List<String> queries) {
    return queries.stream()
        .map(query -> "select * from (\n" + query + ")")
        .collect(Collectors.joining("\nunion all\n"));
  }
}
