package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.metric.Judgement;
import io.mujun.warehouse.metric.Measure;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a row of {@code ads.metric_value} is judged: by what its metric declares for the row's month,
 * whatever is declared for others.
 */
final class JudgementSql {
  private static final String NUMBER = "decimal(20,4)";
  private static final String TYPE =
      "array<struct<since:date,target:%1$s,green:%1$s,yellow:%1$s>>".formatted(NUMBER);

  private JudgementSql() {}

  /** All judgements of a metric as one array, oldest first; null where there is none. */
  static String declared(List<Judgement> judgements) {
    return "cast(%s as %s)"
        .formatted(
            judgements.isEmpty()
                ? "null"
                : judgements.stream()
                    .map(JudgementSql::struct)
                    .collect(Collectors.joining(", ", "array(", ")")),
            TYPE);
  }

  /**
   * Of an array of judgements the one that holds for a month; null where none does.
   *
   * @param period expression of the month's first day
   */
  static String holding(String judgements, String period) {
    return "try_element_at(filter(%s, judgement -> judgement.since <= %s), -1)"
        .formatted(judgements, period);
  }

  /**
   * The light of a value under a judgement; null where there is no value or no light is lit.
   *
   * @param direction expression of {@link #direction}
   */
  static String light(String value, String judgement, String direction) {
    return """
        case
          when %1$s is null or %2$s.green is null then null
          when %3$s = 'up' and %1$s >= %2$s.green or %3$s = 'down' and %1$s <= %2$s.green
            then 'green'
          when %3$s = 'up' and %1$s >= %2$s.yellow or %3$s = 'down' and %1$s <= %2$s.yellow
            then 'yellow'
          else 'red'
        end"""
        .formatted(value, judgement, direction);
  }

  /** {@code 'up'}, {@code 'down'} or {@code 'none'}. */
  static String direction(Measure measure) {
    return Sql.text(MetricRows.direction(measure));
  }

  private static String struct(Judgement judgement) {
    return "struct(date'%s', %s, %s, %s)"
        .formatted(
            judgement.from(),
            number(judgement.target()),
            number(judgement.green()),
            number(judgement.yellow()));
  }

  private static String number(BigDecimal value) {
    return "cast(%s as %s)".formatted(value == null ? "null" : value.toPlainString(), NUMBER);
  }
}
