package io.mujun.warehouse.metric;

import io.mujun.warehouse.metric.expression.Expression;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One metric.
 *
 * @param name English slug, unique over all views
 * @param number its number in the metric catalogue (domain.md §F), or null for a helper
 * @param displayName Chinese name
 * @param comment formula and scope, in Chinese
 * @param unit code of its unit in {@code codes/unit.csv}
 * @param direction whether more or less is better, or neither
 * @param numerator aggregate over the view's source, in base units; {@code measure(name)} takes
 *     another measure
 * @param denominator likewise, or null where the metric is no ratio
 * @param expression how the value follows from {@code numerator}, {@code denominator} and {@code
 *     period}; null means their ratio, or the numerator alone
 * @param numeratorBound column that says how exact each summed figure is, or null for exact
 * @param denominatorBound likewise for the denominator
 * @param applicableClasses zone classes that it applies to; empty means all
 * @param nullReason why there is no value where the denominator is 0 or absent
 * @param judgements what its values are held against, oldest first; each holds until the next
 */
public record Measure(
    String name,
    String number,
    String displayName,
    String comment,
    String unit,
    Direction direction,
    Expression numerator,
    Expression denominator,
    Expression expression,
    Expression numeratorBound,
    Expression denominatorBound,
    List<String> applicableClasses,
    String nullReason,
    List<Judgement> judgements) {

  /** Whether more or less is better, or neither: a plan, or what there is to divide by. */
  public enum Direction {
    UP,
    DOWN,
    NONE
  }

  /** The metrics that its expressions take, each once. */
  public List<String> metrics() {
    return Stream.of(numerator, denominator, expression)
        .filter(Objects::nonNull)
        .flatMap(part -> part.metrics().stream())
        .distinct()
        .toList();
  }

  /** What holds for a month, by any of its days; empty where nothing does. */
  public Optional<Judgement> judgementOn(LocalDate day) {
    return judgements.stream()
        .filter(judgement -> !judgement.from().isAfter(day))
        .reduce((earlier, later) -> later);
  }

  public boolean isRatio() {
    return denominator != null;
  }
}
