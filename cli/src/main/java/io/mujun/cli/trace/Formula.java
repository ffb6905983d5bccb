package io.mujun.cli.trace;

import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a number's value follows from its numerator and denominator, computed apart from Spark. */
final class Formula {
  private static final int SCALE = 14;
  private static final int PERCENTILE_SCALE = 6;

  private final BigDecimal numerator;
  private final BigDecimal denominator;
  private final LocalDate period;

  private Formula(BigDecimal numerator, BigDecimal denominator, LocalDate period) {
    this.numerator = numerator;
    this.denominator = denominator;
    this.period = period;
  }

  /** An expression that is not computed here. */
  private static final class Unknown extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * The value in base units; empty where the formula has parts that are not computed here, or where
   * it has no value.
   *
   * @param denominator null where the measure has none
   */
  static Optional<BigDecimal> value(
      Measure measure, BigDecimal numerator, BigDecimal denominator, LocalDate period) {
    Formula formula = new Formula(numerator, denominator, period);
    try {
      BigDecimal value;
      if (measure.expression() != null) {
        value = formula.number(measure.expression());
      } else {
        value = measure.isRatio() ? quotient(numerator, denominator) : numerator;
      }
      return Optional.ofNullable(value);
    } catch (Unknown unknown) {
      return Optional.empty();
    }
  }

  /** The percentile of values, between two of them in proportion; null of none. */
  static BigDecimal percentile(List<BigDecimal> values, BigDecimal fraction) {
    if (values.isEmpty()) {
      return null;
    }
    List<BigDecimal> sorted = values.stream().sorted().toList();
    BigDecimal position = fraction.multiply(BigDecimal.valueOf(sorted.size() - 1L));
    int below = position.intValue();
    BigDecimal low = sorted.get(below);
    BigDecimal high = sorted.get(Math.min(below + 1, sorted.size() - 1));
    return low.add(high.subtract(low).multiply(position.subtract(BigDecimal.valueOf(below))))
        .setScale(PERCENTILE_SCALE, RoundingMode.HALF_UP);
  }

  private static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    return dividend == null || divisor == null || divisor.signum() == 0
        ? null
        : dividend.divide(divisor, SCALE, RoundingMode.HALF_UP);
  }

  private BigDecimal number(Expression expression) {
    if (expression instanceof Expression.Literal literal
        && literal.kind() == Expression.Literal.Kind.NUMBER) {
      return written(literal.text());
    }
    if (expression instanceof Expression.Column column) {
      return column(column.name());
    }
    if (expression instanceof Expression.Binary binary) {
      return arithmetic(binary);
    }
    if (expression instanceof Expression.Unary unary && unary.operator() == Operator.NEGATE) {
      BigDecimal operand = number(unary.operand());
      return operand == null ? null : operand.negate();
    }
    if (expression instanceof Expression.Call call
        && call.arguments().equals(List.of(new Expression.Column("period")))) {
      Map<String, Integer> parts =
          Map.of("month", period.getMonthValue(), "year", period.getYear());
      if (parts.containsKey(call.function())) {
        return BigDecimal.valueOf(parts.get(call.function()));
      }
    }
    if (expression instanceof Expression.Case choice) {
      return choice(choice);
    }
    if (expression instanceof Expression.Cast cast) {
      return rounded(number(cast.value()), cast.type());
    }
    throw new Unknown();
  }

  /** A number as a decimal type holds it. */
  private static BigDecimal rounded(BigDecimal number, String type) {
    int scale = PhysicalType.decimal(type).orElseThrow(Unknown::new).scale();
    return number == null ? null : number.setScale(scale, RoundingMode.HALF_UP);
  }

  private static BigDecimal written(String digits) {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException suffixed) {
      throw new Unknown();
    }
  }

  private BigDecimal column(String name) {
    return switch (name) {
      case "numerator" -> numerator;
      case "denominator" -> denominator == null || denominator.signum() == 0 ? null : denominator;
      default -> throw new Unknown();
    };
  }

  private BigDecimal arithmetic(Expression.Binary binary) {
    BigDecimal left = number(binary.left());
    BigDecimal right = number(binary.right());
    if (left == null || right == null) {
      return null;
    }
    return switch (binary.operator()) {
      case PLUS -> left.add(right);
      case MINUS -> left.subtract(right);
      case TIMES -> left.multiply(right);
      case OVER -> quotient(left, right);
      default -> throw new Unknown();
    };
  }

  private BigDecimal choice(Expression.Case choice) {
    for (Expression.Case.When when : choice.branches()) {
      if (holds(when.condition())) {
        return number(when.result());
      }
    }
    return choice.otherwise() == null ? null : number(choice.otherwise());
  }

  private boolean holds(Expression condition) {
    if (!(condition instanceof Expression.Binary binary)) {
      throw new Unknown();
    }
    BigDecimal left = number(binary.left());
    BigDecimal right = number(binary.right());
    if (left == null || right == null) {
      return false;
    }
    int order = left.compareTo(right);
    return switch (binary.operator()) {
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
      case EQUAL -> order == 0;
      case UNEQUAL -> order != 0;
      default -> throw new Unknown();
    };
  }
}
