package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.metric.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The queries of measures that take other measures, level by level: a level takes what the levels
 * before it made. Columns are those of {@link MetricSql}.
 */
final class MetricComposition {
  /** A measure, or the helper that holds a measure's own part. */
  private static final Pattern REFERENCE = Pattern.compile("measure\\(([\\w:]+)\\)");

  private final Map<String, Measure> measures = new HashMap<>();
  private final Map<String, Integer> levels = new HashMap<>();

  /**
   * Finds the levels.
   *
   * @throws MujunException {@code METRIC_CYCLE} where measures take each other in a circle
   */
  MetricComposition(Iterable<Measure> all) {
    all.forEach(measure -> measures.put(measure.name(), measure));
    measures.keySet().forEach(name -> level(name, new TreeSet<>()));
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
          select
            *,
            %5$s
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
            Sql.each(level, (measure, index) -> sql(measure, index, columns).value()),
            level.size(),
            Sql.each(
                level,
                (measure, index) ->
                    sql(measure, index, columns).row(reason(measure, index, columns))));
  }

  private String taken(String name, String column) {
    return """
        cast(max(if(known.metric = %1$s, known.base_value, null)) as %3$s) as %2$s_value,
        coalesce(max(if(known.metric = %1$s, known.bound, null)), 'exact') as %2$s_bound,
        max(if(known.metric = %1$s, known.reason, null)) as %2$s_reason"""
        .formatted(Sql.text(name), column, isRatio(name) ? MeasureSql.RATIO : MeasureSql.COUNTED);
  }

  private String filled(Measure measure, int index, Map<String, String> columns) {
    return """
        %2$s as m%1$d_numerator,
        %3$s as m%1$d_denominator,
        %4$s as m%1$d_numerator_bound,
        %5$s as m%1$d_denominator_bound"""
        .formatted(
            index,
            resolved(numerator(measure), columns),
            measure.isRatio() ? resolved(denominator(measure), columns) : "null",
            bounds(numerator(measure), columns),
            bounds(denominator(measure), columns));
  }

  private static MeasureSql sql(Measure measure, int index, Map<String, String> columns) {
    return new MeasureSql(
        measure.name(),
        "m" + index,
        MeasureSql.shape(measure.denominator()),
        measure.expression() == null ? null : resolved(measure.expression(), columns),
        measure.nullReason());
  }

  /** What is missing says why: the numerator first, then the denominator. */
  private static String reason(Measure measure, int index, Map<String, String> columns) {
    String own = sql(measure, index, columns).ownReason();
    String numerator = reasons(numerator(measure), columns);
    return "if(m%d_numerator is null, coalesce(%s%s), %s)".formatted(index, numerator, own, own);
  }

  private static String reasons(String expression, Map<String, String> columns) {
    return references(expression).stream()
        .map(name -> columns.get(name) + "_reason, ")
        .collect(Collectors.joining());
  }

  private static String bounds(String expression, Map<String, String> columns) {
    return BoundSql.sum(
        references(expression).stream()
            .distinct()
            .map(name -> columns.get(name) + "_bound")
            .toList());
  }

  private static String resolved(String expression, Map<String, String> columns) {
    String known = expression;
    for (Map.Entry<String, String> part : columns.entrySet()) {
      known = known.replace("measure(" + part.getKey() + ")", part.getValue() + "_value");
    }
    return known;
  }

  private static Set<String> taken(Measure measure) {
    Set<String> names = new TreeSet<>(references(measure.expression()));
    names.addAll(references(numerator(measure)));
    names.addAll(references(denominator(measure)));
    return names;
  }

  private static List<String> references(String expression) {
    return expression == null
        ? List.of()
        : REFERENCE.matcher(expression).results().map(match -> match.group(1)).toList();
  }

  /** The numerator in terms of measures; its own aggregate is a helper measure. */
  private static String numerator(Measure measure) {
    return MetricSql.takesOthers(measure.numerator())
        ? measure.numerator()
        : "measure(" + measure.name() + MetricSql.NUMERATOR_PART + ")";
  }

  private static String denominator(Measure measure) {
    return measure.denominator() == null || MetricSql.takesOthers(measure.denominator())
        ? measure.denominator()
        : "measure(" + measure.name() + MetricSql.DENOMINATOR_PART + ")";
  }

  private boolean isRatio(String name) {
    Measure measure = measures.get(name);
    return measure != null && (measure.isRatio() || measure.expression() != null);
  }

  private int level(String name, Set<String> path) {
    Integer known = levels.get(name);
    if (known != null) {
      return known;
    }
    if (!path.add(name)) {
      throw new MujunException(
          "METRIC_CYCLE", "Measures take each other in a circle: " + String.join(", ", path));
    }
    Measure measure = measures.get(name);
    int level = 0;
    if (MetricSql.isComposed(measure)) {
      level = 1;
      for (String taken : taken(measure)) {
        if (measures.containsKey(taken)) {
          level = Math.max(level, 1 + level(taken, path));
        }
      }
    }
    path.remove(name);
    levels.put(name, level);
    return level;
  }
}
