package io.mujun.cli.trace;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.Operator;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Prints an expression over one row in Trino's SQL so that it means there what it means in Spark.
 * What has no such form is refused, never guessed.
 */
final class TrinoExpression {
  private static final Set<String> SAME =
      Set.of(
          "coalesce",
          "nullif",
          "if",
          "abs",
          "ceil",
          "floor",
          "round",
          "year",
          "quarter",
          "month",
          "day",
          "concat",
          "lower",
          "upper");
  private static final Map<String, String> STARTS =
      Map.of("MM", "month", "MONTH", "month", "YEAR", "year", "YYYY", "year", "QUARTER", "quarter");
  private static final Pattern SAME_TYPE = Pattern.compile("date|double|decimal\\(.*\\)");
  private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private TrinoExpression() {}

  /**
   * The expression's text.
   *
   * @throws MujunException {@code TRACE_UNPRINTABLE} with the part that has no form in Trino
   */
  static String print(Expression expression) {
    return SparkSql.print(expression.changed(TrinoExpression::translated));
  }

  private static Expression translated(Expression part) {
    if (part instanceof Expression.Call call) {
      return call(call);
    }
    if (part instanceof Expression.Literal literal) {
      return literal(literal);
    }
    if (part instanceof Expression.Binary binary) {
      return binary(binary);
    }
    boolean same =
        (part instanceof Expression.Column column && PLAIN_NAME.matcher(column.name()).matches())
            || part instanceof Expression.Unary
            || part instanceof Expression.Between
            || part instanceof Expression.In
            || part instanceof Expression.IsNull
            || part instanceof Expression.Case
            || (part instanceof Expression.Cast cast && SAME_TYPE.matcher(cast.type()).matches());
    if (!same) {
      throw unprintable(part);
    }
    return part;
  }

  /** Trino ends a text at a quote where Spark has it escaped, and types other numbers otherwise. */
  private static Expression literal(Expression.Literal literal) {
    boolean same =
        switch (literal.kind()) {
          case TEXT -> !literal.text().contains("'") && !literal.text().contains("\\");
          case NUMBER -> PLAIN_NUMBER.matcher(literal.text()).matches();
          default -> true;
        };
    if (!same) {
      throw unprintable(literal);
    }
    return literal;
  }

  private static Expression binary(Expression.Binary binary) {
    return switch (binary.operator()) {
      case SAME ->
          call(
              "coalesce",
              new Expression.Binary(Operator.EQUAL, binary.left(), binary.right()),
              new Expression.Binary(
                  Operator.AND,
                  new Expression.IsNull(binary.left()),
                  new Expression.IsNull(binary.right())));
      // Trino cuts quotients of integers, and rounds those of decimals earlier.
      case OVER, MODULO, LIKE -> throw unprintable(binary);
      default -> binary;
    };
  }

  private static Expression call(Expression.Call call) {
    List<Expression> of = call.arguments();
    return switch (call.function()) {
      case "datediff" -> call("date_diff", Expression.Literal.text("day"), of.get(1), of.get(0));
      case "date_add" -> call("date_add", Expression.Literal.text("day"), of.get(1), of.get(0));
      case "add_months" -> call("date_add", Expression.Literal.text("month"), of.get(1), of.get(0));
      case "last_day" -> call("last_day_of_month", of.get(0));
      case "trunc" -> truncated(call);
      case "make_date" ->
          new Expression.Cast(
              call(
                  "format",
                  Expression.Literal.text("%04d-%02d-%02d"),
                  of.get(0),
                  of.get(1),
                  of.get(2)),
              "date");
      case "greatest", "least" ->
          of.stream().reduce((left, right) -> known(call.function(), left, right)).orElseThrow();
      default -> {
        if (!SAME.contains(call.function())) {
          throw unprintable(call);
        }
        yield call;
      }
    };
  }

  /** Of two, the one that there is, else the greater or lesser: Trino gives NULL for one NULL. */
  private static Expression known(String function, Expression left, Expression right) {
    return call(function, call("coalesce", left, right), call("coalesce", right, left));
  }

  private static Expression truncated(Expression.Call call) {
    String start =
        call.arguments().get(1) instanceof Expression.Literal literal
            ? STARTS.get(literal.text())
            : null;
    if (start == null) {
      throw unprintable(call);
    }
    return call("date_trunc", Expression.Literal.text(start), call.arguments().get(0));
  }

  private static Expression call(String function, Expression... arguments) {
    return new Expression.Call(function, List.of(arguments));
  }

  private static MujunException unprintable(Expression part) {
    return unprintable(SparkSql.print(part));
  }

  /** Refuses what has no form in Trino that means the same. */
  static MujunException unprintable(String text) {
    return new MujunException(
        "TRACE_UNPRINTABLE",
        ("'%s' has no form in Trino that is known to mean the same as in Spark, so the number"
                + " cannot be traced. Write the metric's expression without it.")
            .formatted(text));
  }
}
