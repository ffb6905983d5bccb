package io.mujun.jobs.metric;

import io.mujun.warehouse.scope.Scope;
import io.mujun.warehouse.scope.ScopeMember;
import io.mujun.warehouse.scope.Scopes;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Creates the views behind {@link Spine}, of rows that the driver makes: a zone has figures from
 * January of the first year with any fact to the month of the day as at which figures are computed,
 * a wider scope wherever one of its zones has.
 */
final class SpineViews {
  /**
   * View of {@code scope_kind, scope_code, member_scope, member_zone_code, valid_from, valid_to}.
   */
  static final String MEMBERS = "metric_member";

  /** No fact lies further back; an older date in a record is an error, not a month to report. */
  private static final int MOST_YEARS = 20;

  private static final StructType MEMBER_COLUMNS =
      new StructType()
          .add("scope_kind", DataTypes.StringType)
          .add("scope_code", DataTypes.StringType)
          .add("member_scope", DataTypes.StringType)
          .add("member_zone_code", DataTypes.StringType)
          .add("valid_from", DataTypes.DateType)
          .add("valid_to", DataTypes.DateType);
  private static final StructType ZONE_COLUMNS =
      new StructType()
          .add("spine_scope", DataTypes.StringType)
          .add("spine_zone_code", DataTypes.StringType)
          .add("spine_zone_class", DataTypes.StringType)
          .add("spine_period", DataTypes.DateType)
          .add("month_end", DataTypes.DateType);
  private static final StructType MONTH_COLUMNS =
      new StructType()
          .add("spine_scope", DataTypes.StringType)
          .add("spine_period", DataTypes.DateType)
          .add("month_end", DataTypes.DateType);

  private final SparkSession session;
  private final Scopes scopes;
  private final Map<String, List<ScopeMember>> classes;
  private final LocalDate asAt;

  SpineViews(SparkSession session, Scopes scopes, LocalDate asAt) {
    this.session = session;
    this.scopes = scopes;
    this.classes =
        scopes.members().stream()
            .filter(member -> member.scope().kind() == Scope.Kind.ZONE_CLASS)
            .collect(Collectors.groupingBy(ScopeMember::zoneCode));
    this.asAt = asAt;
  }

  /**
   * Creates the zones' spine.
   *
   * @param firstYears the first year with any fact of each zone; null where it has none
   * @param reach which of its months are wanted
   * @return how many months of zones
   */
  long zones(Map<String, Integer> firstYears, MetricReach reach) {
    List<Row> rows = new ArrayList<>();
    firstYears.forEach(
        (zone, first) -> {
          for (YearMonth month : months(first)) {
            if (reach.includesZone(zone, month)) {
              rows.add(
                  RowFactory.create(
                      zone,
                      zone,
                      zoneClass(zone, end(month)),
                      day(month),
                      Date.valueOf(end(month))));
            }
          }
        });
    create(rows, ZONE_COLUMNS, Spine.ZONES.zones());
    return rows.size();
  }

  /**
   * Creates {@link #MEMBERS}, and the spine of wider scopes over zones with these first years.
   *
   * @param reach which of their months are wanted
   * @return how many months of scopes
   */
  long scopes(Map<String, Integer> firstYears, MetricReach reach) {
    List<Row> members = new ArrayList<>();
    List<Row> zones = new ArrayList<>();
    Map<String, Set<YearMonth>> monthsByScope = new TreeMap<>();
    for (ScopeMember member : wider()) {
      String scope = member.scope().key();
      members.add(
          RowFactory.create(
              member.scope().kind().code(),
              member.scope().code(),
              scope,
              member.zoneCode(),
              Date.valueOf(member.validFrom()),
              member.validTo() == null ? null : Date.valueOf(member.validTo())));
      if (firstYears.containsKey(member.zoneCode())) {
        for (YearMonth month : months(firstYears.get(member.zoneCode()))) {
          if (member.holdsOn(end(month)) && reach.includesScope(scope, month)) {
            zones.add(
                RowFactory.create(
                    scope,
                    member.zoneCode(),
                    zoneClass(member.zoneCode(), end(month)),
                    day(month),
                    Date.valueOf(end(month))));
            monthsByScope.computeIfAbsent(scope, key -> new LinkedHashSet<>()).add(month);
          }
        }
      }
    }
    List<Row> months = new ArrayList<>();
    monthsByScope.forEach(
        (scope, each) ->
            each.forEach(
                month ->
                    months.add(RowFactory.create(scope, day(month), Date.valueOf(end(month))))));
    create(members, MEMBER_COLUMNS, MEMBERS);
    create(zones, ZONE_COLUMNS, Spine.SCOPES.zones());
    create(months, MONTH_COLUMNS, Spine.SCOPES.months());
    return months.size();
  }

  private void create(List<Row> rows, StructType columns, String view) {
    session.createDataFrame(rows, columns).coalesce(1).createOrReplaceTempView(view);
  }

  /**
   * The first year with any fact of zones; null for one without.
   *
   * @param facts views of facts with their zone and time
   * @param zones condition on {@code zone_code}
   */
  Map<String, Integer> firstYears(List<String> facts, String zones) {
    String dated =
        facts.stream()
            .map(view -> "select fact_zone_code, fact_time from " + view)
            .collect(Collectors.joining("\nunion all\n"));
    return collect(
        """
        select zone.zone_code, begun.first_year
        from (select zone_code from dim.zone where %1$s) as zone
        left join (
          select fact_zone_code, min(year(fact_time)) as first_year
          from (
        %2$s
          )
          group by fact_zone_code
        ) as begun on zone.zone_code = begun.fact_zone_code
        """
            .formatted(zones, dated));
  }

  /** The first year of zones with figures that stand. */
  Map<String, Integer> standingYears(String standing) {
    return collect(
        "select zone_code, min(year(period)) from %s group by zone_code".formatted(standing));
  }

  private Map<String, Integer> collect(String query) {
    Map<String, Integer> firstYears = new LinkedHashMap<>();
    for (Row zone : session.sql(query).collectAsList()) {
      firstYears.put(zone.getString(0), zone.isNullAt(1) ? null : zone.getInt(1));
    }
    return firstYears;
  }

  private List<ScopeMember> wider() {
    return scopes.members().stream()
        .filter(member -> member.scope().kind() != Scope.Kind.ZONE)
        .toList();
  }

  private String zoneClass(String zone, LocalDate day) {
    return classes.getOrDefault(zone, List.of()).stream()
        .filter(member -> member.holdsOn(day))
        .map(member -> member.scope().code())
        .findFirst()
        .orElse(null);
  }

  /** The year in which the figures of a zone begin that has its first fact in a year, or none. */
  int begins(Integer firstYear) {
    int first = firstYear == null ? asAt.getYear() : firstYear;
    return Math.max(Math.min(first, asAt.getYear()), asAt.getYear() - MOST_YEARS);
  }

  private List<YearMonth> months(Integer firstYear) {
    List<YearMonth> months = new ArrayList<>();
    for (YearMonth month = YearMonth.of(begins(firstYear), 1);
        !month.isAfter(YearMonth.from(asAt));
        month = month.plusMonths(1)) {
      months.add(month);
    }
    return months;
  }

  private LocalDate end(YearMonth month) {
    return month.equals(YearMonth.from(asAt)) ? asAt : month.atEndOfMonth();
  }

  private static Date day(YearMonth month) {
    return Date.valueOf(month.atDay(1));
  }
}
