package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.metric.expression.ValueType.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The functions that declarations may call, each with the types that it takes and gives. */
final class Functions {
  private static final int ANY_NUMBER = Integer.MAX_VALUE;

  /** What a function makes of a call's arguments. */
  @FunctionalInterface
  private interface Signature {
    ValueType type(Expression whole, List<Expression> arguments, TypeCheck check);
  }

  /** A function's signature with how many arguments it takes. */
  private record Function(int fewest, int most, Signature signature) {
    private ValueType type(
        String name, Expression whole, List<Expression> arguments, TypeCheck check) {
      if (arguments.size() < fewest || arguments.size() > most) {
        throw check.invalid(
            whole, "%s takes %s, but has %d.".formatted(name, expected(), arguments.size()));
      }
      return signature.type(whole, arguments, check);
    }

    private String expected() {
      if (most == ANY_NUMBER) {
        return "%d arguments or more".formatted(fewest);
      }
      return fewest == most
          ? "%d argument(s)".formatted(fewest)
          : "%d to %d arguments".formatted(fewest, most);
    }
  }

  private static final Map<String, Function> SCALARS = scalars();
  private static final Map<String, Function> AGGREGATES = aggregates();

  private Functions() {}

  static ValueType type(Expression.Call call, TypeCheck check) {
    Function function = SCALARS.get(call.function());
    if (function == null) {
      throw check.invalid(
          call,
          "There is no function '%s' for declarations. Known are: %s; and over rows: %s."
              .formatted(
                  call.function(),
                  String.join(", ", SCALARS.keySet()),
                  String.join(", ", AGGREGATES.keySet())));
    }
    return function.type(call.function(), call, call.arguments(), check);
  }

  static ValueType type(Expression.Aggregate aggregate, TypeCheck check) {
    return AGGREGATES
        .get(aggregate.function())
        .type(aggregate.function(), aggregate, aggregate.arguments(), check);
  }

  private static Map<String, Function> scalars() {
    Map<String, Function> known = new TreeMap<>();
    Signature common = (whole, arguments, check) -> check.common(arguments);
    Signature number = (whole, arguments, check) -> number(arguments, check);
    Signature partOfDate = (whole, arguments, check) -> partOfDate(arguments, check);
    known.put("coalesce", new Function(2, ANY_NUMBER, common));
    known.put("greatest", new Function(2, ANY_NUMBER, common));
    known.put("least", new Function(2, ANY_NUMBER, common));
    known.put("nullif", new Function(2, 2, common));
    known.put("if", new Function(3, 3, Functions::condition));
    known.put("abs", new Function(1, 1, number));
    known.put("ceil", new Function(1, 1, number));
    known.put("floor", new Function(1, 1, number));
    known.put("round", new Function(1, 2, number));
    known.put("year", new Function(1, 1, partOfDate));
    known.put("quarter", new Function(1, 1, partOfDate));
    known.put("month", new Function(1, 1, partOfDate));
    known.put("day", new Function(1, 1, partOfDate));
    known.put("last_day", new Function(1, 1, (whole, arguments, check) -> date(arguments, check)));
    known.put(
        "trunc",
        new Function(
            2,
            2,
            (whole, arguments, check) -> {
              check.require(Kind.TEXT, arguments.get(1));
              return date(arguments, check);
            }));
    known.put("datediff", new Function(2, 2, Functions::days));
    known.put("date_add", new Function(2, 2, Functions::shifted));
    known.put("add_months", new Function(2, 2, Functions::shifted));
    known.put("make_date", new Function(3, 3, Functions::made));
    known.put("concat", new Function(1, ANY_NUMBER, Functions::text));
    known.put("lower", new Function(1, 1, Functions::text));
    known.put("upper", new Function(1, 1, Functions::text));
    known.put("trim", new Function(1, 1, Functions::text));
    known.put("named_struct", new Function(2, ANY_NUMBER, Functions::struct));
    known.put("array_sort", new Function(1, 1, Functions::sorted));
    known.put("aggregate", new Function(3, 4, Functions::folded));
    return known;
  }

  private static Map<String, Function> aggregates() {
    Map<String, Function> known = new TreeMap<>();
    Signature number = (whole, arguments, check) -> number(arguments, check);
    Signature same = (whole, arguments, check) -> check.type(arguments.get(0));
    Signature condition =
        (whole, arguments, check) -> check.require(Kind.BOOLEAN, arguments.get(0));
    Signature list = (whole, arguments, check) -> ValueType.array(check.type(arguments.get(0)));
    known.put("sum", new Function(1, 1, number));
    known.put("avg", new Function(1, 1, number));
    known.put("median", new Function(1, 1, number));
    known.put("stddev", new Function(1, 1, number));
    known.put("percentile", new Function(2, 2, number));
    known.put("min", new Function(1, 1, same));
    known.put("max", new Function(1, 1, same));
    known.put("bool_and", new Function(1, 1, condition));
    known.put("bool_or", new Function(1, 1, condition));
    known.put("collect_list", new Function(1, 1, list));
    known.put("collect_set", new Function(1, 1, list));
    known.put(
        "count",
        new Function(
            0,
            ANY_NUMBER,
            (whole, arguments, check) -> {
              arguments.forEach(check::type);
              return ValueType.number(Quantity.COUNT);
            }));
    known.put(
        "count_if",
        new Function(
            1,
            1,
            (whole, arguments, check) -> {
              check.require(Kind.BOOLEAN, arguments.get(0));
              return ValueType.number(Quantity.COUNT);
            }));
    return known;
  }

  /** All are numbers; the first says what is measured. */
  private static ValueType number(List<Expression> arguments, TypeCheck check) {
    List<ValueType> types =
        arguments.stream().map(argument -> check.require(Kind.NUMBER, argument)).toList();
    return types.get(0);
  }

  private static ValueType partOfDate(List<Expression> arguments, TypeCheck check) {
    date(arguments, check);
    return ValueType.number(Quantity.PLAIN);
  }

  /** The first is a date. */
  private static ValueType date(List<Expression> arguments, TypeCheck check) {
    check.require(Kind.DATE, arguments.get(0));
    return ValueType.DATE;
  }

  private static ValueType condition(
      Expression whole, List<Expression> arguments, TypeCheck check) {
    check.require(Kind.BOOLEAN, arguments.get(0));
    return check.common(arguments.subList(1, 3));
  }

  private static ValueType days(Expression whole, List<Expression> arguments, TypeCheck check) {
    arguments.forEach(argument -> check.require(Kind.DATE, argument));
    return ValueType.number(Quantity.of("time"));
  }

  private static ValueType shifted(Expression whole, List<Expression> arguments, TypeCheck check) {
    check.require(Kind.NUMBER, arguments.get(1));
    return date(arguments, check);
  }

  private static ValueType made(Expression whole, List<Expression> arguments, TypeCheck check) {
    arguments.forEach(argument -> check.require(Kind.NUMBER, argument));
    return ValueType.DATE;
  }

  private static ValueType text(Expression whole, List<Expression> arguments, TypeCheck check) {
    arguments.forEach(argument -> check.require(Kind.TEXT, argument));
    return ValueType.TEXT;
  }

  /** Names and values in turns. */
  private static ValueType struct(Expression whole, List<Expression> arguments, TypeCheck check) {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      boolean named =
          arguments.get(i) instanceof Expression.Literal literal
              && literal.kind() == Expression.Literal.Kind.TEXT;
      if (!named || i + 1 == arguments.size()) {
        throw check.invalid(arguments.get(i), "named_struct takes a name and a value in turns.");
      }
      String name = ((Expression.Literal) arguments.get(i)).text();
      if (fields.put(name, check.type(arguments.get(i + 1))) != null) {
        throw check.invalid(arguments.get(i), "The field '" + name + "' is there twice.");
      }
    }
    return ValueType.struct(fields);
  }

  private static ValueType sorted(Expression whole, List<Expression> arguments, TypeCheck check) {
    return check.require(Kind.ARRAY, arguments.get(0));
  }

  /** {@code aggregate(array, start, (state, element) -> state, state -> result)}. */
  private static ValueType folded(Expression whole, List<Expression> arguments, TypeCheck check) {
    ValueType element = check.require(Kind.ARRAY, arguments.get(0)).element();
    ValueType start = check.type(arguments.get(1));
    ValueType merged = check.type(lambda(arguments.get(2), check), List.of(start, element));
    ValueType state =
        start
            .or(merged)
            .orElseThrow(
                () ->
                    check.invalid(
                        arguments.get(2), "This lambda gives another type than the start has."));
    return arguments.size() == 3
        ? state
        : check.type(lambda(arguments.get(3), check), List.of(state));
  }

  private static Expression.Lambda lambda(Expression argument, TypeCheck check) {
    if (argument instanceof Expression.Lambda lambda) {
      return lambda;
    }
    throw check.invalid(argument, "A lambda belongs here, such as x -> x.");
  }
}
