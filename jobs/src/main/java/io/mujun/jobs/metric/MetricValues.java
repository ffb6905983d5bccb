package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.Sql;
import io.mujun.jobs.sql.SqlRelations;
import io.mujun.jobs.sql.Views;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The metric views, compiled to the rows of {@code ads.metric_value}: each measure in its unit, by
 * scope and month, from January of the first year with any fact to the month of the day as at which
 * figures are computed; {@code publication_id} is left to the night.
 */
public final class MetricValues {
  /** The column of a statement's month. */
  private static final String MONTH = "period";

  private static final String TABLE = "ads.metric_value";
  private static final String EVERY_ZONE = "true";

  private final SparkSession session;
  private final Contracts contracts;
  private final Metrics metrics;
  private final Units units;
  private final SpineViews spines;
  private final ScopeSql scopeSql;
  private final Inputs inputs;
  private final Map<String, Object> parameters;

  /**
   * @param asAt the day as at which figures are computed
   * @param inputs what was received
   */
  public MetricValues(
      SparkSession session,
      Warehouse warehouse,
      Contracts contracts,
      Metrics metrics,
      LocalDate asAt,
      Inputs inputs) {
    this.session = session;
    this.contracts = contracts;
    this.metrics = metrics;
    this.units = warehouse.units();
    this.spines = new SpineViews(session, warehouse.scopes(), asAt);
    this.scopeSql = new ScopeSql(metrics, warehouse.missingReasons());
    this.inputs = inputs;
    this.parameters = Map.of("as_at", asAt);
  }

  /**
   * The rows of zones, and of all wider scopes; the latter from all zones, of which those that are
   * not asked for have the figures that stand.
   *
   * @param zones condition on {@code zone_code}: the zones to compute
   */
  public Dataset<Row> rows(String zones) {
    List<MetricSql> views = new ArrayList<>();
    for (MetricView view : metrics.views()) {
      MetricSql sql = new MetricSql(view, reporting(view), Spine.ZONES, view.measures());
      if (!sql.isEmpty()) {
        createFacts(view, sql);
        views.add(sql);
      }
    }
    Map<String, Integer> firstYears =
        spines.firstYears(views.stream().flatMap(sql -> sql.dated().stream()).toList(), zones);
    spines.zones(firstYears);
    String zoneFigures = composed(views, "metric_zone", measure -> true);
    materialise(published(ofZones(zoneFigures)), "metric_zone_rows");
    String allZones = "metric_zone_rows";
    if (!zones.equals(EVERY_ZONE)) {
      String standing =
          "(select * except (publication_id) from %s where scope_kind = 'zone' and not (%s))"
              .formatted(TABLE, zones);
      allZones = "(%s)".formatted(union(List.of("select * from metric_zone_rows", standing)));
      spines.standingYears(standing).forEach(firstYears::putIfAbsent);
    }
    spines.scopes(firstYears);
    String totals = published(scopeSql.query(allZones, direct()));
    return session.sql(union(List.of("select * from metric_zone_rows", totals)), parameters);
  }

  private void createFacts(MetricView view, MetricSql sql) {
    if (view.statements() != null) {
      session
          .sql(sql.stated(inputs.relation(VintageSql.STATEMENTS)), parameters)
          .createOrReplaceTempView(sql.statedView());
    }
    session
        .sql(sql.facts(resolved(view), completeness(view)), parameters)
        .createOrReplaceTempView(sql.factsView());
  }

  /** A view of what does not add up, computed of each scope's facts; null where all does. */
  private String direct() {
    List<MetricSql> views = new ArrayList<>();
    for (MetricView view : metrics.views()) {
      Map<List<String>, List<Measure>> measuresByClasses =
          view.measures().stream()
              .filter(scopeSql.additive().negate())
              .collect(Collectors.groupingBy(Measure::applicableClasses));
      measuresByClasses.forEach(
          (classes, measures) -> {
            Spine spine = Spine.SCOPES.ofClasses(classes);
            MetricSql sql = new MetricSql(view, reporting(view), spine, measures);
            if (!sql.isEmpty()) {
              views.add(sql);
            }
          });
    }
    return views.isEmpty() ? null : composed(views, "metric_scope", scopeSql.additive().negate());
  }

  /** A view of the measures of these views, and of the wanted ones that are composed of them. */
  private String composed(List<MetricSql> views, String name, Predicate<Measure> wanted) {
    String known = name + "_known_0";
    materialise(union(views.stream().map(MetricSql::query).toList()), known);
    MetricComposition composition = new MetricComposition(metrics.measures());
    int level = 0;
    for (List<Measure> measures : composition.levels(wanted)) {
      level++;
      String made = name + "_made_" + level;
      materialise(composition.query(measures, known), made);
      String both = union(List.of("select * from " + known, "select * from " + made));
      known = name + "_known_" + level;
      session.sql(both).createOrReplaceTempView(known);
    }
    return known;
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
    return SqlRelations.parse(view.query(), "metrics/" + view.name() + ".yaml")
        .renamed(name -> Views.known(contracts, name));
  }

  /** Zones' own figures, each a scope of one zone to which a metric applies by its class. */
  private static String ofZones(String known) {
    return """
        select
          known.*,
          'zone' as scope_kind,
          known.scope as scope_code,
          known.scope as zone_code,
          declared.classes is null
          or array_contains(declared.classes, spine.spine_zone_class) as applicable,
          cast(null as int) as covered_zones,
          cast(null as int) as applicable_zones
        from %s as known
        inner join %s as spine
          on known.scope = spine.spine_scope and known.period = spine.spine_period
        inner join declared on known.metric = declared.declared_metric
        """
        .formatted(known, Spine.ZONES.months());
  }

  private String published(String figures) {
    String declared =
        metrics.measures().stream().map(this::declared).collect(Collectors.joining(",\n"));
    return """
        with declared as (
          select *
          from values
        %2$s
          as declaration (
            declared_metric, unit, factor_numerator, factor_denominator, classes, judgements,
            direction, metric_version
          )
        ),
        figures as (
        %1$s
        ),
        valued as (
          select
            figures.*,
            declared.*,
            cast(
              if(applicable, base_value * factor_denominator / factor_numerator, null)
              as decimal(38,6)
            ) as value,
            %3$s as judgement
          from figures
          inner join declared on figures.metric = declared.declared_metric
        )
        select
          scope_kind,
          scope_code,
          zone_code,
          metric,
          period,
          value,
          cast(if(applicable, numerator, null) as decimal(38,6)) as numerator,
          cast(if(applicable, denominator, null) as decimal(38,6)) as denominator,
          unit,
          if(applicable, bound, 'exact') as bound,
          if(applicable, reason, null) as null_reason,
          applicable,
          coalesce(covered_zones, if(value is null, 0, 1)) as covered_zones,
          coalesce(applicable_zones, if(applicable, 1, 0)) as applicable_zones,
          judgement.target,
          %4$s as light,
          metric_version
        from valued
        """
        .formatted(
            figures,
            declared,
            JudgementSql.holding("declared.judgements", "figures.period"),
            JudgementSql.light("value", "judgement", "direction"));
  }

  private String declared(Measure measure) {
    Unit unit = units.unit(measure.unit(), measure.name());
    String classes =
        measure.applicableClasses().isEmpty()
            ? "cast(null as array<string>)"
            : measure.applicableClasses().stream()
                .map(Sql::text)
                .collect(Collectors.joining(", ", "array(", ")"));
    return "(%s, %s, %s, %s, %s, %s, %s, %s)"
        .formatted(
            Sql.text(measure.name()),
            Sql.text(unit.label()),
            factor(unit.numerator()),
            factor(unit.denominator()),
            classes,
            JudgementSql.declared(measure.judgements()),
            JudgementSql.direction(measure),
            Sql.text(MetricRows.version(metrics, measure)));
  }

  /** Whole, so that Spark rounds a value in its unit once: a product with it stays exact. */
  private static String factor(BigDecimal factor) {
    return "cast(%s as decimal(9,0))".formatted(factor.toBigIntegerExact());
  }

  private static String union(List<String> queries) {
    return queries.stream()
        .map(query -> "select * from (\n" + query + ")")
        .collect(Collectors.joining("\nunion all\n"));
  }
}
