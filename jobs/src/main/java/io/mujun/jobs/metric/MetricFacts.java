package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.Views;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.expression.Expression;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The facts of metric views, as views of Spark. */
final class MetricFacts {
  /** What an expression calls the month's last day, or the day of the figures. */
  private static final Expression MONTH_END = new Expression.Column("month_end");

  private final SparkSession session;
  private final Contracts contracts;
  private final Views views;
  private final Inputs inputs;
  private final Map<String, Object> parameters;
  private final Set<String> created = new HashSet<>();

  /**
   * @param views where the tables of the views' queries are read
   * @param inputs what was received
   */
  MetricFacts(
      SparkSession session,
      Contracts contracts,
      Views views,
      Inputs inputs,
      Map<String, Object> parameters) {
    this.session = session;
    this.contracts = contracts;
    this.views = views;
    this.inputs = inputs;
    this.parameters = parameters;
  }

  /**
   * The queries of measures over a spine, with the facts that they read; without views of which no
   * measure aggregates the source.
   */
  List<MetricSql> over(List<MetricView> metricViews, Spine spine, Predicate<Measure> wanted) {
    Map<MetricSql, MetricView> queries = new LinkedHashMap<>();
    for (MetricView view : metricViews) {
      Map<List<String>, List<Measure>> measuresByClasses =
          view.measures().stream()
              .filter(wanted)
              .collect(
                  Collectors.groupingBy(
                      measure ->
                          spine.equals(Spine.ZONES) ? List.of() : measure.applicableClasses()));
      measuresByClasses.forEach(
          (classes, measures) -> {
            MetricSql query =
                new MetricSql(
                    view,
                    MetricSql.Reporting.of(view, contracts),
                    spine.ofClasses(classes),
                    measures);
            if (!query.isEmpty()) {
              queries.put(query, view);
            }
          });
    }
    views.require(
        queries.values().stream()
            .distinct()
            .filter(view -> !created.contains(view.name()))
            .flatMap(view -> MetricDefinition.relations(view).names().stream())
            .map(name -> Views.known(contracts, name))
            .toList());
    queries.forEach((query, view) -> create(view, query));
    return List.copyOf(queries.keySet());
  }

  /**
   * Whether figures of a month may differ as at another of its days, though the facts are the same:
   * where facts of a view lie on days, or its measures ask how late it is.
   */
  boolean dependsOnDay(MetricView view) {
    boolean isOfMonths =
        view.window() == MetricView.Window.YEAR
            || MetricSql.Reporting.of(view, contracts) == MetricSql.Reporting.MONTHLY_STATEMENTS;
    return !isOfMonths
        || view.measures().stream()
            .flatMap(
                measure ->
                    Stream.of(
                        measure.numerator(),
                        measure.denominator(),
                        measure.expression(),
                        measure.numeratorBound(),
                        measure.denominatorBound(),
                        view.filter()))
            .filter(Objects::nonNull)
            .anyMatch(expression -> expression.all().contains(MONTH_END));
  }

  private void create(MetricView view, MetricSql query) {
    if (!created.add(view.name())) {
      return;
    }
    if (view.statements() != null) {
      views
          .rows(query.stated(inputs.relation(VintageSql.STATEMENTS)), VintageSql.STATEMENTS)
          .createOrReplaceTempView(query.statedView());
    }
    session
        .sql(
            query.facts(
                MetricDefinition.source(view, contracts),
                MetricDefinition.completeness(view, contracts)),
            parameters)
        .createOrReplaceTempView(query.factsView());
  }
}
