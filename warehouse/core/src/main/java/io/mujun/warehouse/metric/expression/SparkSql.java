package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.metric.expression.Operator.Binding;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Prints expressions in Spark SQL, on one line, with no more parentheses than they need. */
public final class SparkSql implements Expression.Visitor<String> {
  private static final SparkSql PRINTER = new SparkSql();
  private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");

  private SparkSql() {}

  /** The expression's text. A metric reference has none in Spark: replace it before. */
  public static String print(Expression expression) {
    return expression.accept(PRINTER);
  }

  @Override
  public String column(Expression.Column column) {
    return name(column.name());
  }

  @Override
  public String field(Expression.Field field) {
    Expression owner = field.owner();
    String text = print(owner);
    boolean named = owner instanceof Expression.Column || owner instanceof Expression.Field;
    return (named ? text : "(" + text + ")") + "." + name(field.name());
  }

  @Override
  public String metric(Expression.MetricReference reference) {
    return "measure(" + name(reference.metric()) + ")";
  }

  @Override
  public String literal(Expression.Literal literal) {
    return switch (literal.kind()) {
      case TEXT -> "'" + literal.text().replace("\\", "\\\\").replace("'", "\\'") + "'";
      case DATE -> "date '" + literal.text() + "'";
      default -> literal.text();
    };
  }

  @Override
  public String unary(Expression.Unary unary) {
    Expression operand = unary.operand();
    if (unary.operator() == Operator.NEGATE) {
      boolean signed = operand instanceof Expression.Unary;
      return "-" + within(operand, signed ? Binding.WHOLE : Binding.SIGN);
    }
    return denied(operand, "not " + within(operand, Binding.NOT));
  }

  /** What has a negated form of its own in SQL. */
  private String denied(Expression operand, String plain) {
    if (operand instanceof Expression.IsNull isNull) {
      return within(isNull.value(), Binding.SUM) + " is not null";
    }
    if (operand instanceof Expression.In in) {
      return within(in.value(), Binding.SUM) + " not in (" + list(in.options()) + ")";
    }
    if (operand instanceof Expression.Between between) {
      return within(between.value(), Binding.SUM) + " not between " + bounds(between);
    }
    return plain;
  }

  @Override
  public String binary(Expression.Binary binary) {
    Binding binding = binary.operator().binding();
    Binding left = binding == Binding.PREDICATE ? Binding.SUM : binding;
    return within(binary.left(), left)
        + " "
        + binary.operator().symbol()
        + " "
        + within(binary.right(), binding.tighter());
  }

  @Override
  public String between(Expression.Between between) {
    return within(between.value(), Binding.SUM) + " between " + bounds(between);
  }

  private String bounds(Expression.Between between) {
    return within(between.low(), Binding.SUM) + " and " + within(between.high(), Binding.SUM);
  }

  @Override
  public String in(Expression.In in) {
    return within(in.value(), Binding.SUM) + " in (" + list(in.options()) + ")";
  }

  @Override
  public String isNull(Expression.IsNull isNull) {
    return within(isNull.value(), Binding.SUM) + " is null";
  }

  @Override
  public String choice(Expression.Case choice) {
    String branches =
        choice.branches().stream()
            .map(when -> "when " + print(when.condition()) + " then " + print(when.result()) + " ")
            .collect(Collectors.joining());
    String otherwise = choice.otherwise() == null ? "" : "else " + print(choice.otherwise()) + " ";
    return "case " + branches + otherwise + "end";
  }

  @Override
  public String cast(Expression.Cast cast) {
    return "cast(" + print(cast.value()) + " as " + cast.type() + ")";
  }

  @Override
  public String call(Expression.Call call) {
    return call.function() + "(" + list(call.arguments()) + ")";
  }

  @Override
  public String aggregate(Expression.Aggregate aggregate) {
    String distinct =
        aggregate.quantifier() == Expression.Aggregate.Quantifier.DISTINCT ? "distinct " : "";
    String arguments = aggregate.arguments().isEmpty() ? "*" : list(aggregate.arguments());
    String filter =
        aggregate.filter() == null ? "" : " filter (where " + print(aggregate.filter()) + ")";
    return aggregate.function() + "(" + distinct + arguments + ")" + filter;
  }

  @Override
  public String lambda(Expression.Lambda lambda) {
    String parameters = lambda.parameters().stream().map(SparkSql::name).collect(joined());
    return (lambda.parameters().size() == 1 ? parameters : "(" + parameters + ")")
        + " -> "
        + print(lambda.body());
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(SparkSql::print).collect(joined());
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }

  /** The expression, in parentheses where it holds together more loosely than it must here. */
  private static String within(Expression expression, Binding loosest) {
    String text = print(expression);
    return binding(expression).isLooserThan(loosest) ? "(" + text + ")" : text;
  }

  private static Binding binding(Expression expression) {
    if (expression instanceof Expression.Binary binary) {
      return binary.operator().binding();
    }
    if (expression instanceof Expression.Unary unary) {
      return isDenial(unary.operand()) && unary.operator() == Operator.NOT
          ? Binding.PREDICATE
          : unary.operator().binding();
    }
    if (expression instanceof Expression.Between
        || expression instanceof Expression.In
        || expression instanceof Expression.IsNull) {
      return Binding.PREDICATE;
    }
    return expression instanceof Expression.Lambda ? Binding.LAMBDA : Binding.WHOLE;
  }

  private static boolean isDenial(Expression operand) {
    return operand instanceof Expression.IsNull
        || operand instanceof Expression.In
        || operand instanceof Expression.Between;
  }

  private static String name(String name) {
    return PLAIN_NAME.matcher(name).matches() && !ExpressionParser.RESERVED.contains(name)
        ? name
        : "`" + name + "`";
  }
}
