package io.mujun.cli.trace;

import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one row adds to a numerator or denominator, in Trino's SQL.
 *
 * @param kind how the rows make up the figure
 * @param sql the row's share; of a percentile the value that it ranks; NULL where there is none
 * @param fraction which percentile, else null
 */
record Share(Kind kind, String sql, BigDecimal fraction) {

  /** How rows make up a figure. */
  enum Kind {
    /** The figure is the sum of the rows' shares. */
    SUM,
    /** The figure is a percentile of the rows' values. */
    PERCENTILE,
    /** The figure is another function of the rows. */
    FUNCTION,
    /** There is no such figure. */
    NONE
  }

  static final Share NONE = new Share(Kind.NONE, "cast(null as bigint)", null);
  private static final Share FUNCTION = new Share(Kind.FUNCTION, "cast(null as bigint)", null);

  /**
   * The share of a row in an aggregate.
   *
   * @param aggregate the numerator or denominator as declared; null where there is none
   * @param number the columns that say which number a row belongs to
   */
  static Share of(Expression aggregate, List<String> number) {
    if (aggregate == null) {
      return NONE;
    }
    if (aggregate instanceof Expression.Aggregate of && of.function().equals("percentile")) {
      return percentile(of);
    }
    String sql = sum(aggregate, number);
    return sql == null ? FUNCTION : new Share(Kind.SUM, sql, null);
  }

  /** The share in a sum; null where the expression is no sum over rows. */
  private static String sum(Expression expression, List<String> number) {
    if (expression instanceof Expression.Binary binary
        && (binary.operator() == Operator.PLUS || binary.operator() == Operator.MINUS)) {
      String left = sum(binary.left(), number);
      String right = sum(binary.right(), number);
      return left == null || right == null
          ? null
          : "coalesce(%s, 0) %s coalesce(%s, 0)".formatted(left, binary.operator().symbol(), right);
    }
    if (!(expression instanceof Expression.Aggregate aggregate)) {
      return null;
    }
    List<String> arguments = aggregate.arguments().stream().map(TrinoExpression::print).toList();
    boolean distinct = aggregate.quantifier() == Expression.Aggregate.Quantifier.DISTINCT;
    return switch (aggregate.function()) {
      case "sum" -> distinct ? null : where(filter(aggregate), arguments.get(0));
      case "count_if" ->
          distinct ? null : where(and(filter(aggregate), "(" + arguments.get(0) + ")"), "1");
      case "count" -> {
        String counted =
            arguments.stream()
                .map(argument -> "(" + argument + ") is not null")
                .collect(Collectors.joining(" and "));
        String condition = and(filter(aggregate), counted);
        yield distinct ? first(condition, arguments, number) : where(condition, "1");
      }
      default -> null;
    };
  }

  /** 1 on the first row of equal values, among those that are counted. */
  private static String first(String condition, List<String> values, List<String> number) {
    String group =
        Stream.of(
                number.stream(), Stream.of("coalesce((" + condition + "), false)"), values.stream())
            .flatMap(each -> each)
            .collect(Collectors.joining(", "));
    return where(
        and(
            condition,
            "row_number() over (partition by %s order by fact_time, fact_zone_code) = 1"
                .formatted(group)),
        "1");
  }

  private static Share percentile(Expression.Aggregate aggregate) {
    boolean plain =
        aggregate.arguments().size() == 2
            && aggregate.arguments().get(1) instanceof Expression.Literal literal
            && literal.kind() == Expression.Literal.Kind.NUMBER;
    if (!plain || aggregate.quantifier() == Expression.Aggregate.Quantifier.DISTINCT) {
      return FUNCTION;
    }
    String condition = filter(aggregate);
    String value = TrinoExpression.print(aggregate.arguments().get(0));
    return new Share(
        Kind.PERCENTILE,
        condition.isEmpty() ? value : "if(%s, %s)".formatted(condition, value),
        new BigDecimal(((Expression.Literal) aggregate.arguments().get(1)).text()));
  }

  private static String filter(Expression.Aggregate aggregate) {
    return aggregate.filter() == null ? "" : "(" + TrinoExpression.print(aggregate.filter()) + ")";
  }

  private static String and(String one, String other) {
    return Stream.of(one, other)
        .filter(each -> !each.isEmpty())
        .collect(Collectors.joining(" and "));
  }

  private static String where(String condition, String value) {
    return condition.isEmpty() ? value : "if(%s, %s, 0)".formatted(condition, value);
  }
}
