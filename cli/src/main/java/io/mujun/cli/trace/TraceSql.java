package io.mujun.cli.trace;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.metric.Additivity;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The queries, in Trino's SQL, that take a metric's published numbers apart. They read tables by
 * their plain names; those of a publication are put in by whoever asks.
 *
 * <p>A number's rows are those of its zones in the month's window. Of what adds up, a wider scope's
 * zones are those that have a number themselves; of all else, those of the classes to which the
 * metric applies. A metric made of others has their numbers as its rows: those of its zones where
 * it adds up, else those of its own scope.
 */
final class TraceSql {
  private static final List<String> NUMBER = List.of("number_kind", "number_code", "number_period");

  /** Of each number, its own columns. */
  private static final String OWN =
      """
      value, numerator, denominator, unit, bound, covered_zones, applicable_zones,
        metric_version, publication_id""";

  /** What tells of a number that another is made of: each column, and what it is there. */
  private static final Map<String, String> PART = part();

  private final MetricView view;
  private final Measure measure;
  private final Metrics metrics;
  private final Contracts contracts;
  private final String asAt;
  private final Share numerator;
  private final Share denominator;

  /**
   * @param view the view that declares the measure
   * @param asAt an expression: the day as known on which its numbers were computed
   * @throws MujunException {@code TRACE_UNPRINTABLE} where the measure has no form in Trino
   */
  TraceSql(MetricView view, Measure measure, Metrics metrics, Contracts contracts, String asAt) {
    this.view = view;
    this.measure = measure;
    this.metrics = metrics;
    this.contracts = contracts;
    this.asAt = asAt;
    this.numerator = share(measure.numerator(), "numerator");
    this.denominator = share(measure.denominator(), "denominator");
  }

  private static Map<String, String> part() {
    Map<String, String> part = new LinkedHashMap<>();
    part.put("part_kind", "scope_kind");
    part.put("part_code", "scope_code");
    part.put("part_metric", "metric");
    part.put("part_value", "value");
    part.put("part_unit", "unit");
    return part;
  }

  /** A day as an expression. */
  static String day(LocalDate day) {
    return "date '" + day + "'";
  }

  Share numerator() {
    return numerator;
  }

  Share denominator() {
    return denominator;
  }

  /** Whether the rows are other metrics' numbers. */
  boolean isComposed() {
    return !measure.metrics().isEmpty();
  }

  /**
   * The rows of numbers, those with the largest shares first: {@code number_kind, number_code,
   * number_period, numerator_share, denominator_share, traced_records} (JSON), and columns of the
   * facts.
   *
   * @param condition on {@code scope_kind}, {@code scope_code}, {@code period}
   * @param limit the most rows
   */
  String rows(String condition, int limit) {
    return common(condition)
        + """
        select
          %s,
          numerator_share,
          denominator_share,
          traced_records,
          %s
        from shared
        where %s
        order by abs(numerator_share) desc nulls last, abs(denominator_share) desc nulls last, %s
        limit %d
        """
            .formatted(
                String.join(", ", NUMBER),
                String.join(", ", columns()),
                counted(),
                String.join(", ", columns()),
                limit);
  }

  /**
   * The rows of all numbers, in no order.
   *
   * @param columns the columns to give, in order: each what it is of the rows ({@code number_kind},
   *     {@code number_code}, {@code number_period}, a share, {@code traced_records}, or one of
   *     {@link #types}), cast to a type and named, as {@code cast(number_kind as varchar) as kind}
   */
  String all(List<String> columns) {
    return common("true")
        + """
        select
          %s
        from shared
        where %s
        """
            .formatted(String.join(",\n  ", columns), counted());
  }

  /**
   * Each number with what its rows sum to: {@code scope_kind, scope_code, period, …, rows_counted,
   * numerator_sum, denominator_sum, numerator_values, denominator_values} (JSON of the ranked
   * values).
   *
   * @param condition as of {@link #rows}
   */
  String sums(String condition) {
    return common(condition)
        + """
        , summed as (
          select
            %1$s,
            count_if(%2$s) as rows_counted,
            %3$s as numerator_sum,
            %4$s as denominator_sum,
            %5$s as numerator_values,
            %6$s as denominator_values
          from shared
          group by %1$s
        )
        select
          number.*,
          coalesce(summed.rows_counted, 0) as rows_counted,
          summed.numerator_sum,
          summed.denominator_sum,
          summed.numerator_values,
          summed.denominator_values
        from number
        left join summed
          on number.number_kind = summed.number_kind
          and number.number_code = summed.number_code
          and number.number_period = summed.number_period
        order by number.number_kind, number.number_code, number.number_period
        """
            .formatted(
                String.join(", ", NUMBER),
                counted(),
                sum(numerator, "numerator_share"),
                sum(denominator, "denominator_share"),
                values(numerator, "numerator_share"),
                values(denominator, "denominator_share"));
  }

  private static String sum(Share share, String column) {
    return share.kind() == Share.Kind.SUM
        ? "cast(sum(%s) as decimal(38, 6))".formatted(column)
        : "cast(null as decimal(38, 6))";
  }

  private static String values(Share share, String column) {
    return share.kind() == Share.Kind.PERCENTILE
        ? "json_format(cast(array_agg(%1$s) filter (where %1$s is not null) as json))"
            .formatted(column)
        : "cast(null as varchar)";
  }

  /** Which rows have a share: a blank amount is one that is not known. */
  private String counted() {
    if (isComposed()) {
      return "true";
    }
    return Stream.of(
            condition(numerator, "numerator_share"), condition(denominator, "denominator_share"))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" or ", "(", ")"));
  }

  private static String condition(Share share, String column) {
    return switch (share.kind()) {
      case SUM -> "%1$s is null or %1$s <> 0".formatted(column);
      case PERCENTILE -> column + " is not null";
      case FUNCTION -> "true";
      case NONE -> null;
    };
  }

  private String common(String condition) {
    return """
        with number as (
          select
            scope_kind as number_kind,
            scope_code as number_code,
            period as number_period,
            least(last_day_of_month(period), %1$s) as month_end,
            %2$s
          from ads.metric_value
          where metric = '%3$s' and value is not null and (%4$s)
        ),
        %5$s"""
        .formatted(asAt, OWN, measure.name(), condition, isComposed() ? parts() : facts());
  }

  private String facts() {
    TracedSource source = TracedSource.of(view, contracts, asAt);
    return """
        counted as (
          select
            number.number_kind,
            number.number_code,
            number.number_period,
            number.month_end,
            member.zone_code as number_zone_code
          from number
          %1$s
        ),
        source as (
        %2$s
        ),
        fact as (
          select source.*, %3$s as fact_zone_code, cast(%4$s as date) as fact_time
          from source
          where %5$s
        ),
        placed as (
          select
            counted.number_kind,
            counted.number_code,
            counted.number_period,
            counted.month_end,
            fact.*
          from counted
          inner join fact
            on counted.number_zone_code = fact.fact_zone_code and %6$s
        ),
        shared as (
          select
            placed.*,
            %7$s as numerator_share,
            %8$s as denominator_share,
            %9$s as traced_records
          from placed
        )
        """
        .formatted(
            zones(),
            source.sql(),
            TrinoExpression.print(view.zone()),
            TrinoExpression.print(view.time()),
            view.filter() == null ? "true" : TrinoExpression.print(view.filter()),
            window(),
            numerator.sql(),
            denominator.sql(),
            records(source));
  }

  private static String records(TracedSource source) {
    return source.records().isEmpty()
        ? "cast(null as varchar)"
        : source.records().stream()
            .map(column -> "coalesce(json_format(cast(%s as json)), '[]')".formatted(column))
            .collect(Collectors.joining(" || ',' || ", "'[' || ", " || ']'"));
  }

  private String zones() {
    String members =
        """
        inner join dim.scope_member as member
            on number.number_kind = member.scope_kind
            and number.number_code = member.scope_code
            and number.month_end >= member.valid_from
            and (member.valid_to is null or number.month_end <= member.valid_to)""";
    if (Additivity.addsUp(measure, metrics)) {
      return members
          + """

          inner join ads.metric_value as of_zone
            on of_zone.scope_kind = 'zone'
            and of_zone.scope_code = member.zone_code
            and of_zone.metric = '%s'
            and of_zone.period = number.number_period
            and of_zone.value is not null"""
              .formatted(measure.name())
              .indent(2)
              .stripTrailing();
    }
    return measure.applicableClasses().isEmpty()
        ? members
        : members
            + """

            inner join dim.scope_member as of_class
              on of_class.scope_kind = 'zone_class'
              and of_class.scope_code in (%s)
              and of_class.zone_code = member.zone_code
              and number.month_end >= of_class.valid_from
              and (of_class.valid_to is null or number.month_end <= of_class.valid_to)"""
                .formatted(
                    measure.applicableClasses().stream()
                        .map("'%s'"::formatted)
                        .collect(Collectors.joining(", ")));
  }

  private String window() {
    String year = "year(fact.fact_time) = year(counted.number_period)";
    String until = "fact.fact_time <= counted.month_end";
    return switch (view.window()) {
      case CUMULATIVE -> until;
      case YEAR_TO_DATE -> year + " and " + until;
      case MONTH -> "date_trunc('month', fact.fact_time) = counted.number_period and " + until;
      case YEAR -> year;
    };
  }

  private String parts() {
    String part = Additivity.addsUp(measure, metrics) ? "'zone'" : "number.number_kind";
    String code = Additivity.addsUp(measure, metrics) ? "member.zone_code" : "number.number_code";
    return """
        shared as (
          select
            number.number_kind,
            number.number_code,
            number.number_period,
            part.scope_kind as part_kind,
            part.scope_code as part_code,
            part.metric as part_metric,
            part.value as part_value,
            part.unit as part_unit,
            %1$s as numerator_share,
            %2$s as denominator_share,
            cast(null as varchar) as traced_records
          from number
          %3$s
          inner join ads.metric_value as part
            on part.scope_kind = %4$s
            and part.scope_code = %5$s
            and part.period = number.number_period
            and part.metric in (%6$s)
            and part.value is not null
        )
        """
        .formatted(
            numerator.sql(),
            denominator.sql(),
            Additivity.addsUp(measure, metrics) ? zones() : "",
            part,
            code,
            measure.metrics().stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
  }

  /** The columns that tell what a row is, and what its share is made of. */
  List<String> columns() {
    if (isComposed()) {
      return List.copyOf(PART.keySet());
    }
    TracedSource source = TracedSource.of(view, contracts, asAt);
    Set<String> columns = new LinkedHashSet<>();
    if (contracts.contains(view.source())) {
      Contract contract = contracts.table(view.source());
      contract.key().stream().filter(column -> !column.equals("known_from")).forEach(columns::add);
      columns.addAll(named());
      columns.retainAll(source.columns().keySet());
    } else {
      columns.addAll(source.columns().keySet());
    }
    return List.copyOf(columns);
  }

  /** The {@link #columns}, each with its type. */
  Map<String, PhysicalType> types() {
    Map<String, PhysicalType> types = new LinkedHashMap<>();
    if (isComposed()) {
      Contract numbers = contracts.table("ads.metric_value");
      PART.forEach((column, of) -> types.put(column, numbers.propertiesByName().get(of).type()));
    } else {
      Map<String, PhysicalType> known = TracedSource.of(view, contracts, asAt).columns();
      columns().forEach(column -> types.put(column, known.get(column)));
    }
    return types;
  }

  /** The columns of the source that the metric names. */
  Set<String> named() {
    return Stream.of(measure.numerator(), measure.denominator(), view.filter(), view.time())
        .filter(Objects::nonNull)
        .flatMap(expression -> expression.all().stream())
        .filter(Expression.Column.class::isInstance)
        .map(column -> ((Expression.Column) column).name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The share of another metric's number, where that is a sum itself; else of a row. */
  private Share share(Expression expression, String figure) {
    if (!isComposed()) {
      return Share.of(expression, NUMBER);
    }
    if (expression == null) {
      return Share.NONE;
    }
    return ofPart(expression, figure)
        .map(share -> new Share(Share.Kind.SUM, share, null))
        .orElse(new Share(Share.Kind.FUNCTION, "cast(null as decimal(38, 6))", null));
  }

  /** What another metric's number adds to a sum or difference of metrics that are sums. */
  private Optional<String> ofPart(Expression expression, String figure) {
    if (expression instanceof Expression.MetricReference reference) {
      return isItsNumerator(metrics.measure(reference.metric(), figure))
          ? Optional.of("if(part.metric = '%s', part.numerator, 0)".formatted(reference.metric()))
          : Optional.empty();
    }
    if (expression instanceof Expression.Binary binary
        && (binary.operator() == Operator.PLUS || binary.operator() == Operator.MINUS)) {
      String sign = binary.operator() == Operator.PLUS ? "+" : "-";
      return ofPart(binary.left(), figure)
          .flatMap(
              left ->
                  ofPart(binary.right(), figure)
                      .map(right -> "(%s %s %s)".formatted(left, sign, right)));
    }
    return Optional.empty();
  }

  private static boolean isItsNumerator(Measure taken) {
    return !taken.isRatio() && taken.expression() == null;
  }
}
