package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.MujunException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether an expression is computed of single rows, of many, or of other metrics. */
public final class AggregateCheck {
  private final ParsedExpression expression;

  private AggregateCheck(ParsedExpression expression) {
    this.expression = expression;
  }

  /**
   * Accepts what one row gives.
   *
   * @throws MujunException {@code METRIC_INVALID} at an aggregate or another metric
   */
  public static void requireOfRow(ParsedExpression expression) {
    new AggregateCheck(expression).ofRow(expression.tree());
  }

  /**
   * Accepts what many rows give together, each column within an aggregate.
   *
   * @param grouped expressions that are the same for all those rows
   * @throws MujunException {@code METRIC_INVALID} at a column outside, or at an aggregate within
   *     another
   */
  public static void requireOfRows(ParsedExpression expression, List<Expression> grouped) {
    new AggregateCheck(expression).ofRows(expression.tree(), grouped, Set.of());
  }

  /**
   * Accepts what several rows give together, or what other metrics do, but not both in one.
   *
   * @throws MujunException {@code METRIC_INVALID} with the place
   */
  public static void requireOfRowsOrMetrics(ParsedExpression expression) {
    AggregateCheck check = new AggregateCheck(expression);
    Expression tree = expression.tree();
    List<Expression> all = tree.all();
    boolean aggregates = all.stream().anyMatch(Expression.Aggregate.class::isInstance);
    boolean metrics = all.stream().anyMatch(Expression.MetricReference.class::isInstance);
    if (!aggregates && !metrics) {
      throw check.fault(
          tree,
          "Nothing here is computed of rows: an aggregate such as sum(…) or measure(…) is missing.");
    }
    check.ofRows(tree, List.of(), Set.of());
    if (aggregates && metrics) {
      throw check.fault(
          tree,
          "An aggregate of rows and other metrics do not stand in one expression: make the aggregate a metric of its own, or part them into numerator and denominator.");
    }
  }

  /**
   * Accepts what metrics and named values give, without rows.
   *
   * @throws MujunException {@code METRIC_INVALID} at an aggregate
   */
  public static void requireOfMetrics(ParsedExpression expression) {
    AggregateCheck check = new AggregateCheck(expression);
    for (Expression part : expression.tree().all()) {
      check.refuseAggregate(part, "No rows are summed here: put the aggregate into the numerator.");
    }
  }

  private void ofRow(Expression tree) {
    for (Expression part : tree.all()) {
      refuseAggregate(part, "One row is looked at here, not many: take the aggregate away.");
      if (part instanceof Expression.MetricReference) {
        throw fault(part, "One row is looked at here: it has no value of another metric.");
      }
    }
  }

  private void refuseAggregate(Expression part, String message) {
    if (part instanceof Expression.Aggregate) {
      throw fault(part, message);
    }
  }

  private void ofRows(Expression part, List<Expression> grouped, Set<String> parameters) {
    if (grouped.contains(part)) {
      return;
    }
    if (part instanceof Expression.Aggregate aggregate) {
      aggregate.parts().forEach(this::withinAggregate);
      return;
    }
    if (isOfRow(part, parameters)) {
      throw fault(
          part,
          "'%s' differs from row to row: put it into an aggregate such as sum(…)."
              .formatted(SparkSql.print(part)));
    }
    Set<String> known = parameters;
    if (part instanceof Expression.Lambda lambda) {
      known = new HashSet<>(parameters);
      known.addAll(lambda.parameters());
    }
    for (Expression inner : part.parts()) {
      ofRows(inner, grouped, known);
    }
  }

  /** Whether this is a column, or one of a named relation. */
  private static boolean isOfRow(Expression part, Set<String> parameters) {
    Expression name = part instanceof Expression.Field field ? field.owner() : part;
    return name instanceof Expression.Column column && !parameters.contains(column.name());
  }

  private void withinAggregate(Expression argument) {
    for (Expression part : argument.all()) {
      refuseAggregate(part, "An aggregate does not stand within another.");
      if (part instanceof Expression.MetricReference) {
        throw fault(part, "Another metric's value does not stand within an aggregate of rows.");
      }
    }
  }

  private MujunException fault(Expression part, String message) {
    return expression.fault(ExpressionParser.CODE, part, message);
  }
}
