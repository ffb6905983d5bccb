package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The queries of measures that take other measures, level by level: a level takes what the levels
 * before it made. Columns are those of {@link MetricSql}.
 */
final class MetricComposition {
  private final Map<String, Measure> measures = new HashMap<>();
  private final Map<String, Integer> levels = new HashMap<>();

  /** Finds the levels of measures of which none takes itself. */
  MetricComposition(Iterable<Measure> all) {
    all.forEach(measure -> measures.put(measure.name(), measure));
    measures.keySet().forEach(this::level);
  }

  /** Composed measures by level, the first level first; of those that are asked for. */
  List<List<Measure>> levels(Predicate<Measure> wanted) {
    int deepest = levels.values().stream().max(Integer::compare).orElse(0);
    List<List<Measure>> result = new ArrayList<>();
    for (int level = 1; level <= deepest; level++) {
      int depth = level;
      result.add(
          measures.values().stream()
              .filter(measure -> levels.get(measure.name()) == depth && wanted.test(measure))
              .sorted(Comparator.comparing(Measure::name))
              .toList());
    }
    result.removeIf(List::isEmpty);
    return result;
  }

  /**
   * The query of one level.
   *
   * @param known view of the measures that the levels before made
   */
  String query(List<Measure> level, String known) {
    Set<String> taken = new TreeSet<>();
    level.forEach(measure -> taken.addAll(taken(measure)));
    List<String> names = List.copyOf(taken);
    Map<String, String> columns = new HashMap<>();
    names.forEach(name -> columns.put(name, "t" + names.indexOf(name)));
    List<MeasureSql> measured =
        IntStream.range(0, level.size())
            .mapToObj(index -> sql(level.get(index), "m" + index, columns))
            .toList();
    return """
        with taken as (
          select
            known.scope,
            known.period,
            least(last_day(known.period), :as_at) as month_end,
            %1$s
          from %2$s as known
          where known.metric in (%3$s)
          group by known.scope, known.period
        ),
        filled as (
          select
            *,
            %4$s
          from taken
        ),
        valued as (
          select *%5$s
          from filled
        )
        select
          scope,
          period,
          stack(
            %6$d,
            %7$s
          ) as (metric, numerator, denominator, base_value, bound, reason)
        from valued
        """
        .formatted(
            Sql.each(names, (name, index) -> taken(name, columns.get(name))),
            known,
            names.stream().map(Sql::text).collect(Collectors.joining(", ")),
            Sql.each(level, (measure, index) -> filled(measure, index, columns)),
            MeasureSql.valueColumns(measured),
            level.size(),
            Sql.each(
                level,
                (measure, index) ->
                    measured.get(index).row(reason(measure, measured.get(index), columns))));
  }

  private String taken(String name, String column) {
    return """
        cast(max(if(known.metric = %1$s, known.base_value, null)) as %3$s) as %2$s_value,
        coalesce(max(if(known.metric = %1$s, known.bound, null)), 'exact') as %2$s_bound,
        max(if(known.metric = %1$s, known.reason, null)) as %2$s_reason"""
        .formatted(Sql.text(name), column, isRatio(name) ? MeasureSql.RATIO : MeasureSql.COUNTED);
  }

  private String filled(Measure measure, int index, Map<String, String> columns) {
    String numerator = column(numerator(measure), "numerator", index, columns);
    return measure.isRatio()
        ? numerator + ",\n" + column(denominator(measure), "denominator", index, columns)
        : numerator;
  }

  private static String column(
      Expression part, String name, int index, Map<String, String> columns) {
    return "%2$s as m%1$d_%4$s,\n%3$s as m%1$d_%4$s_bound"
        .formatted(index, SparkSql.print(resolved(part, columns)), bounds(part, columns), name);
  }

  private static MeasureSql sql(Measure measure, String prefix, Map<String, String> columns) {
    return new MeasureSql(
        measure.name(),
        prefix,
        MeasureSql.shape(measure.denominator()),
        measure.expression() == null ? null : resolved(measure.expression(), columns),
        measure.nullReason(),
        prefix + "_numerator_bound",
        measure.isRatio() ? prefix + "_denominator_bound" : BoundSql.EXACT);
  }

  /** What is missing says why: the numerator first, then the denominator. */
  private static String reason(Measure measure, MeasureSql sql, Map<String, String> columns) {
    String own = sql.ownReason();
    String numerator = reasons(numerator(measure), columns);
    return "if(%s_numerator is null, coalesce(%s%s), %s)"
        .formatted(sql.prefix(), numerator, own, own);
  }

  private static String reasons(Expression expression, Map<String, String> columns) {
    return expression.metrics().stream()
        .map(name -> columns.get(name) + "_reason, ")
        .collect(Collectors.joining());
  }

  private static String bounds(Expression expression, Map<String, String> columns) {
    return BoundSql.sum(signed(expression, columns, UnaryOperator.identity()).distinct().toList());
  }

  /** The bounds of the measures that an expression takes, turned round where it subtracts them. */
  private static Stream<String> signed(
      Expression part, Map<String, String> columns, UnaryOperator<String> sign) {
    if (part instanceof Expression.MetricReference taken) {
      return Stream.of(sign.apply(columns.get(taken.metric()) + "_bound"));
    }
    if (part instanceof Expression.Binary binary && binary.operator() == Operator.MINUS) {
      return Stream.concat(
          signed(binary.left(), columns, sign),
          signed(binary.right(), columns, bound -> BoundSql.opposite(sign.apply(bound))));
    }
    return part.parts().stream().flatMap(inner -> signed(inner, columns, sign));
  }

  /** The expression over the columns that hold the measures that it takes. */
  private static Expression resolved(Expression expression, Map<String, String> columns) {
    return expression.changed(
        part ->
            part instanceof Expression.MetricReference taken
                ? new Expression.Column(columns.get(taken.metric()) + "_value")
                : part);
  }

  private static Set<String> taken(Measure measure) {
    Set<String> names = new TreeSet<>(numerator(measure).metrics());
    if (measure.isRatio()) {
      names.addAll(denominator(measure).metrics());
    }
    if (measure.expression() != null) {
      names.addAll(measure.expression().metrics());
    }
    return names;
  }

  /** The numerator in terms of measures; its own aggregate is a helper measure. */
  private static Expression numerator(Measure measure) {
    return ofMeasures(measure.numerator(), measure.name() + MetricSql.NUMERATOR_PART);
  }

  private static Expression denominator(Measure measure) {
    return ofMeasures(measure.denominator(), measure.name() + MetricSql.DENOMINATOR_PART);
  }

  private static Expression ofMeasures(Expression expression, String helper) {
    return MetricSql.takesOthers(expression) ? expression : new Expression.MetricReference(helper);
  }

  private boolean isRatio(String name) {
    Measure measure = measures.get(name);
    return measure != null && (measure.isRatio() || measure.expression() != null);
  }

  private int level(String name) {
    Integer known = levels.get(name);
    if (known != null) {
      return known;
    }
    Measure measure = measures.get(name);
    int level = 0;
    if (MetricSql.isComposed(measure)) {
      level = 1;
      for (String taken : measure.metrics()) {
        level = Math.max(level, 1 + level(taken));
      }
    }
    levels.put(name, level);
    return level;
  }
}
