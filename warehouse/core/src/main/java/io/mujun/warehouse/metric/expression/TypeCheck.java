package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.metric.expression.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Finds the type of an expression, and with it names and types that do not fit. */
public final class TypeCheck implements Expression.Visitor<ValueType> {
  static final String COLUMN_UNKNOWN = "COLUMN_UNKNOWN";
  public static final String UNIT_MISMATCH = "UNIT_MISMATCH";

  private final ParsedExpression expression;
  private final Function<String, Optional<ValueType>> metrics;
  private KnownNames names;

  private TypeCheck(
      ParsedExpression expression,
      KnownNames names,
      Function<String, Optional<ValueType>> metrics) {
    this.expression = expression;
    this.names = names;
    this.metrics = metrics;
  }

  /**
   * The type of an expression's value.
   *
   * @throws MujunException {@code COLUMN_UNKNOWN}, {@code METRIC_UNKNOWN}, {@code UNIT_MISMATCH} or
   *     {@code METRIC_INVALID}, with the place
   */
  static ValueType type(ParsedExpression expression, KnownNames names) {
    return new TypeCheck(expression, names, metric -> Optional.empty()).type(expression.tree());
  }

  /**
   * The type of an expression whose value must be of a kind.
   *
   * @param metrics the type of another metric's value, empty where there is none of that name
   * @throws MujunException {@code COLUMN_UNKNOWN}, {@code METRIC_UNKNOWN}, {@code UNIT_MISMATCH} or
   *     {@code METRIC_INVALID}, with the place
   */
  public static ValueType require(
      ParsedExpression expression,
      Kind kind,
      KnownNames names,
      Function<String, Optional<ValueType>> metrics) {
    return new TypeCheck(expression, names, metrics).require(kind, expression.tree());
  }

  ValueType type(Expression part) {
    return part.accept(this);
  }

  @Override
  public ValueType column(Expression.Column column) {
    ValueType type = names.columns().get(column.name());
    if (type == null) {
      throw expression.fault(
          COLUMN_UNKNOWN,
          column,
          "There is no '%s' in %s. %s".formatted(column.name(), names.owner(), names.known()));
    }
    return type;
  }

  @Override
  public ValueType field(Expression.Field field) {
    if (field.owner() instanceof Expression.Column relation
        && names.relations().containsKey(relation.name())
        && !names.columns().containsKey(relation.name())) {
      KnownNames columns = names.relations().get(relation.name());
      return known(field, columns.columns().get(field.name()), columns);
    }
    ValueType owner = type(field.owner());
    if (owner.kind() != Kind.STRUCT) {
      throw invalid(
          field, "'%s' is asked of %s, which has no fields.".formatted(field.name(), owner));
    }
    return known(
        field, owner.parts().get(field.name()), KnownNames.of("the struct", owner.parts()));
  }

  private ValueType known(Expression.Field field, ValueType found, KnownNames columns) {
    if (found == null) {
      throw expression.fault(
          COLUMN_UNKNOWN,
          field,
          "There is no '%s' in %s. %s".formatted(field.name(), columns.owner(), columns.known()));
    }
    return found;
  }

  @Override
  public ValueType metric(Expression.MetricReference reference) {
    return metrics
        .apply(reference.metric())
        .orElseThrow(
            () ->
                expression.fault(
                    "METRIC_UNKNOWN",
                    reference,
                    "There is no metric '" + reference.metric() + "'."));
  }

  @Override
  public ValueType literal(Expression.Literal literal) {
    return switch (literal.kind()) {
      case NUMBER -> ValueType.number(Quantity.WRITTEN);
      case TEXT -> ValueType.TEXT;
      case BOOLEAN -> ValueType.BOOLEAN;
      case DATE -> ValueType.DATE;
      case NULL -> ValueType.NULL;
    };
  }

  @Override
  public ValueType unary(Expression.Unary unary) {
    return require(unary.operator() == Operator.NOT ? Kind.BOOLEAN : Kind.NUMBER, unary.operand());
  }

  @Override
  public ValueType binary(Expression.Binary binary) {
    Operator operator = binary.operator();
    if (operator == Operator.AND || operator == Operator.OR) {
      require(Kind.BOOLEAN, binary.left());
      return require(Kind.BOOLEAN, binary.right());
    }
    if (operator == Operator.LIKE) {
      require(Kind.TEXT, binary.left());
      require(Kind.TEXT, binary.right());
      return ValueType.BOOLEAN;
    }
    if (!operator.isArithmetic()) {
      fitting(binary, type(binary.left()), type(binary.right()));
      return ValueType.BOOLEAN;
    }
    ValueType left = require(Kind.NUMBER, binary.left());
    ValueType right = require(Kind.NUMBER, binary.right());
    return switch (operator) {
      case TIMES -> ValueType.number(left.quantity().times(right.quantity()));
      case OVER -> ValueType.number(left.quantity().over(right.quantity()));
      default -> fitting(binary, left, right);
    };
  }

  @Override
  public ValueType between(Expression.Between between) {
    common(between.parts());
    return ValueType.BOOLEAN;
  }

  @Override
  public ValueType in(Expression.In in) {
    common(in.parts());
    return ValueType.BOOLEAN;
  }

  @Override
  public ValueType isNull(Expression.IsNull isNull) {
    type(isNull.value());
    return ValueType.BOOLEAN;
  }

  @Override
  public ValueType choice(Expression.Case choice) {
    List<Expression> results = new ArrayList<>();
    for (Expression.Case.When when : choice.branches()) {
      require(Kind.BOOLEAN, when.condition());
      results.add(when.result());
    }
    if (choice.otherwise() != null) {
      results.add(choice.otherwise());
    }
    return common(results);
  }

  @Override
  public ValueType cast(Expression.Cast cast) {
    ValueType value = type(cast.value());
    ValueType type = ValueType.ofCast(cast.type()).orElseThrow();
    return type.kind() == Kind.NUMBER && value.kind() == Kind.NUMBER ? value : type;
  }

  @Override
  public ValueType call(Expression.Call call) {
    return Functions.type(call, this);
  }

  @Override
  public ValueType aggregate(Expression.Aggregate aggregate) {
    if (aggregate.filter() != null) {
      require(Kind.BOOLEAN, aggregate.filter());
    }
    return Functions.type(aggregate, this);
  }

  @Override
  public ValueType lambda(Expression.Lambda lambda) {
    throw invalid(lambda, "A lambda stands only as the argument of a function that takes one.");
  }

  /** The type of a lambda's value, given those of its parameters. */
  ValueType type(Expression.Lambda lambda, List<ValueType> parameters) {
    if (lambda.parameters().size() != parameters.size()) {
      throw invalid(lambda, "This lambda needs %d parameters.".formatted(parameters.size()));
    }
    KnownNames outside = names;
    for (int i = 0; i < parameters.size(); i++) {
      String name = lambda.parameters().get(i);
      if (outside.columns().containsKey(name)) {
        throw invalid(lambda, "The parameter '%s' hides what else is called so.".formatted(name));
      }
      names = names.with(name, parameters.get(i));
    }
    ValueType type = type(lambda.body());
    names = outside;
    return type;
  }

  /** The type of an expression that must be of a kind. */
  ValueType require(Kind kind, Expression part) {
    ValueType type = type(part);
    if (!type.is(kind)) {
      throw mismatch(
          part,
          "Here stands %s, but a %s belongs here."
              .formatted(type, kind.name().toLowerCase(Locale.ROOT)));
    }
    return type;
  }

  /** The one type of expressions that must fit each other. */
  ValueType common(List<Expression> parts) {
    ValueType common = ValueType.NULL;
    for (Expression part : parts) {
      common = fitting(part, common, type(part));
    }
    return common;
  }

  private ValueType fitting(Expression at, ValueType one, ValueType other) {
    return one.or(other)
        .orElseThrow(() -> mismatch(at, "%s does not go with %s.".formatted(capital(one), other)));
  }

  private static String capital(ValueType type) {
    String text = type.toString();
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  MujunException invalid(Expression part, String message) {
    return expression.fault(ExpressionParser.CODE, part, message);
  }

  private MujunException mismatch(Expression part, String message) {
    return expression.fault(UNIT_MISMATCH, part, message);
  }
}
