package io.mujun.jobs;

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
final class MetricValues {
  /** No fact lies further back; an older date in a record is an error, not a month to report. */
  private static final int MOST_YEARS = 20;

  private final SparkSession session;
  private final Contracts contracts;
  private final Metrics metrics;
  private final Units units;
  private final Map<String, Object> parameters;

  MetricValues(
      SparkSession session, Contracts contracts, Metrics metrics, Units units, LocalDate asAt) {
    this.session = session;
    this.contracts = contracts;
    this.metrics = metrics;
    this.units = units;
    this.parameters = Map.of("as_at", asAt);
  }

  /**
   * The rows.
   *
   * @param zones condition on {@code zone_code}: the zones to compute
   */
  Dataset<Row> rows(String zones) {
    List<MetricSql> views =
        metrics.views().stream().map(MetricSql::new).filter(view -> !view.isEmpty()).toList();
    for (MetricView view : metrics.views()) {
      MetricSql sql = new MetricSql(view);
      if (!sql.isEmpty()) {
        view(sql.factsView(), sql.facts(resolved(view)));
      }
    }
    view(MetricSql.SPINE, spine(views, zones));
    List<String> queries = new ArrayList<>();
    views.forEach(view -> queries.add(view.query()));
    view("metric_known_0", union(queries));
    MetricComposition composition = new MetricComposition(metrics.measures());
    List<List<Measure>> levels = composition.levels();
    for (int level = 1; level <= levels.size(); level++) {
      String known = "metric_known_" + (level - 1);
      String query = composition.query(levels.get(level - 1), known);
      view("metric_known_" + level, union(List.of("select * from " + known, query)));
    }
    return session.sql(published("metric_known_" + levels.size()), parameters);
  }

  private String resolved(MetricView view) {
    return SqlRelations.parse(MetricSql.source(view), "metrics/" + view.name() + ".yaml")
        .renamed(name -> Views.known(contracts, name));
  }

  private static String spine(List<MetricSql> views, String zones) {
    String facts =
        views.stream()
            .map(
                view ->
                    "select fact_zone_code, min(fact_time) as first_time from %s group by all"
                        .formatted(view.factsView()))
            .collect(Collectors.joining("\nunion all\n"));
    return """
        with begun as (
          select fact_zone_code, min(first_time) as first_time
          from (
        %1$s
          )
          group by fact_zone_code
        ),
        months as (
          select
            zone.zone_code as spine_zone_code,
            explode(
              sequence(
                make_date(
                  greatest(
                    least(coalesce(year(begun.first_time), year(:as_at)), year(:as_at)),
                    year(:as_at) - %2$d
                  ),
                  1,
                  1
                ),
                trunc(:as_at, 'MM'),
                interval 1 month
              )
            ) as spine_period
          from (select zone_code from dim.zone where %3$s) as zone
          left join begun on zone.zone_code = begun.fact_zone_code
        )
        select
          spine_zone_code,
          spine_period,
          least(last_day(spine_period), :as_at) as month_end
        from months
        """
        .formatted(facts, MOST_YEARS, zones);
  }

  private String published(String known) {
    String declared =
        metrics.measures().stream().map(this::declared).collect(Collectors.joining(",\n"));
    return """
        with declared as (
          select *
          from values
        %2$s
          as (
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

  private void view(String name, String query) {
    session.sql(query, parameters).createOrReplaceTempView(name);
  }
}
