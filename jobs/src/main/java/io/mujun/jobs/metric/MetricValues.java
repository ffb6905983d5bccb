package io.mujun.jobs.metric;

import io.mujun.jobs.slice.ComputedRows;
import io.mujun.jobs.slice.Need;
import io.mujun.jobs.sql.Held;
import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.Views;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.scope.Scopes;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * The metric views, compiled to the rows of {@code ads.metric_value}: each measure in its unit, by
 * scope and month, from January of the first year with any fact to the month of the day as at which
 * figures are computed; {@code publication_id} is left to the night.
 */
public final class MetricValues {
  private static final String TABLE = "ads.metric_value";

  /** A measure has at most a helper for its numerator and one for its denominator. */
  private static final int ROWS_PER_MEASURE = 3;

  private final SparkSession session;
  private final Metrics metrics;
  private final Scopes scopes;
  private final LocalDate asAt;
  private final MetricImpact impact;
  private final MetricFacts facts;
  private final SpineViews spines;
  private final ScopeSql scopeSql;
  private final PublishedSql publishedSql;
  private final Map<String, Object> parameters;
  private final Held held;

  /**
   * @param asAt the day as at which figures are computed
   * @param views where tables are read
   * @param inputs what was received
   */
  public MetricValues(
      SparkSession session,
      Warehouse warehouse,
      Contracts contracts,
      Metrics metrics,
      LocalDate asAt,
      Views views,
      Inputs inputs) {
    this.session = session;
    this.metrics = metrics;
    this.scopes = warehouse.scopes();
    this.asAt = asAt;
    this.parameters = Map.of("as_at", asAt);
    this.held = new Held(session, parameters);
    this.impact = new MetricImpact(metrics);
    this.facts = new MetricFacts(session, contracts, views, inputs, parameters);
    this.spines = new SpineViews(session, scopes, asAt);
    this.scopeSql = new ScopeSql(metrics, warehouse.missingReasons());
    this.publishedSql = new PublishedSql(metrics, warehouse.units());
  }

  /**
   * The rows that a night needs: of zones, and of all wider scopes; the latter from all zones, of
   * which those that are not computed have the figures that stand.
   */
  public ComputedRows rows(Need need) {
    MetricReach reach = reach(need);
    Map<String, Integer> firstYears = firstYears(reach, need).orElse(null);
    return firstYears == null ? rows(Need.everything()) : rows(reach, firstYears);
  }

  private ComputedRows rows(MetricReach reach, Map<String, Integer> firstYears) {
    Set<String> computed =
        reach.isEverything()
            ? metrics.measures().stream().map(Measure::name).collect(Collectors.toSet())
            : impact.withTaken(reach.metrics());
    Predicate<Measure> wanted = measure -> computed.contains(measure.name());
    List<MetricSql> ofZones = facts.over(metrics.views(), Spine.ZONES, wanted);
    long zoneMonths = spines.zones(firstYears, reach);
    String zoneFigures = composed(ofZones, "metric_zone", wanted, zoneMonths);
    String zoneRows = "metric_zone_rows";
    hold(
        "select * from (%s) where %s"
            .formatted(publishedSql.ofZones(zoneFigures), reach.ofMetrics("metric")),
        zoneRows,
        zoneMonths * metrics.measures().size());
    String allZones = zoneRows;
    if (!reach.isEverything()) {
      String standing =
          "select * except (publication_id) from %s where scope_kind = 'zone' and %s and not (%s)"
              .formatted(TABLE, reach.ofMetrics("metric"), reach.condition());
      allZones = "(%s)".formatted(union(List.of("select * from " + zoneRows, standing)));
    }
    long scopeMonths = spines.scopes(firstYears, reach);
    Predicate<Measure> ofFacts = wanted.and(scopeSql.additive().negate());
    List<MetricSql> direct = facts.over(metrics.views(), Spine.SCOPES, ofFacts);
    String directFigures =
        direct.isEmpty() ? null : composed(direct, "metric_scope", ofFacts, scopeMonths);
    String totals = publishedSql.of(scopeSql.query(allZones, directFigures));
    return new ComputedRows(
        session.sql(
            union(
                List.of(
                    "select * from " + zoneRows,
                    "select * from (%s) where %s".formatted(totals, reach.ofMetrics("metric")))),
            parameters),
        reach.condition(),
        reach.isEverything()
            ? ComputedRows.Extent.WHOLE_SLICES
            : ComputedRows.Extent.PARTS_OF_SLICES);
  }

  /** What a need reaches, but for zones that have figures from another year on than before. */
  private MetricReach reach(Need need) {
    LocalDate before = need.since() == null ? asAt : need.since();
    boolean isYearNew = before.getYear() != asAt.getYear();
    if (need.slices().isAll()
        || isYearNew
        || scopes.changedBetween(before, asAt)
        || !impact.areSources(need.inputs())) {
      return MetricReach.everything();
    }
    Set<String> reached = new TreeSet<>(impact.of(impact.reading(need.inputs())));
    if (need.since() == null) {
      return MetricReach.of(reached, need.slices().values("zone_code"), scopes.members(), null);
    }
    boolean isMonthNew = !YearMonth.from(before).equals(YearMonth.from(asAt));
    reached.addAll(impact.of(view -> isMonthNew || facts.dependsOnDay(view)));
    return MetricReach.of(
        reached, need.slices().values("zone_code"), scopes.members(), YearMonth.from(before));
  }

  /**
   * The first year with any fact of zones; null where there is none. Empty where not all figures
   * are to be computed, yet those of a zone begin in another year than those that stand.
   */
  private Optional<Map<String, Integer>> firstYears(MetricReach reach, Need need) {
    if (reach.isEverything()) {
      return Optional.of(spines.firstYears(dated(view -> true), "true"));
    }
    Map<String, Integer> standing =
        spines.standingYears("(select * from %s where scope_kind = 'zone')".formatted(TABLE));
    if (!standing.keySet().containsAll(reach.zones())) {
      return Optional.empty();
    }
    if (!reach.zones().isEmpty()) {
      // zones that begin as they stand by what changed do so by all: the rest did not change
      Predicate<MetricView> changed = impact.reading(need.inputs());
      if (!begin(spines.firstYears(dated(changed), reach.ofZones()), standing)
          && !begin(spines.firstYears(dated(view -> true), reach.ofZones()), standing)) {
        return Optional.empty();
      }
    }
    return Optional.of(standing);
  }

  private boolean begin(Map<String, Integer> firstYears, Map<String, Integer> standing) {
    return firstYears.entrySet().stream()
        .allMatch(zone -> spines.begins(zone.getValue()) == standing.get(zone.getKey()));
  }

  private List<String> dated(Predicate<MetricView> wanted) {
    List<MetricView> views = metrics.views().stream().filter(wanted).toList();
    return facts.over(views, Spine.ZONES, measure -> true).stream()
        .flatMap(query -> query.dated().stream())
        .toList();
  }

  /** A view of the measures of these views, and of the wanted ones that are composed of them. */
  private String composed(
      List<MetricSql> views, String name, Predicate<Measure> wanted, long months) {
    long most = months * ROWS_PER_MEASURE * metrics.measures().size();
    String known = name + "_known_0";
    held.union(views.stream().map(MetricSql::query).toList(), most).createOrReplaceTempView(known);
    MetricComposition composition = new MetricComposition(metrics.measures());
    int level = 0;
    for (List<Measure> measures : composition.levels(wanted)) {
      level++;
      String made = name + "_made_" + level;
      hold(composition.query(measures, known), made, most);
      String both = union(List.of("select * from " + known, "select * from " + made));
      known = name + "_known_" + level;
      session.sql(both).createOrReplaceTempView(known);
    }
    return known;
  }

  private void hold(String query, String view, long most) {
    held.rows(query, most).createOrReplaceTempView(view);
  }

  private static String union(List<String> queries) {
    return queries.stream()
        .map(query -> "select * from (\n" + query + ")")
        .collect(Collectors.joining("\nunion all\n"));
  }
}
