package io.mujun.warehouse.metric.expression;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A SQL expression as a tree. Two are equal where they are written alike but for layout, case of
 * names, and parentheses that change nothing.
 */
public sealed interface Expression {

  /** What can be done with each kind of expression. */
  interface Visitor<T> {
    T column(Column column);

    T field(Field field);

    T metric(MetricReference reference);

    T literal(Literal literal);

    T unary(Unary unary);

    T binary(Binary binary);

    T between(Between between);

    T in(In in);

    T isNull(IsNull isNull);

    T choice(Case choice);

    T cast(Cast cast);

    T call(Call call);

    T aggregate(Aggregate aggregate);

    T lambda(Lambda lambda);
  }

  <T> T accept(Visitor<T> visitor);

  /** The expressions that this one is made of, as they are written from left to right. */
  List<Expression> parts();

  /** The same made of others, in the order of {@link #parts}. */
  Expression of(List<Expression> parts);

  /** This and all that it is made of, each before its parts. */
  default List<Expression> all() {
    List<Expression> all = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>(List.of(this));
    while (!open.isEmpty()) {
      Expression expression = open.pop();
      all.add(expression);
      List<Expression> parts = expression.parts();
      for (int i = parts.size() - 1; i >= 0; i--) {
        open.push(parts.get(i));
      }
    }
    return all;
  }

  /** The metrics that it takes, in the order of their first mention. */
  default List<String> metrics() {
    return all().stream()
        .filter(MetricReference.class::isInstance)
        .map(reference -> ((MetricReference) reference).metric())
        .distinct()
        .toList();
  }

  /** The expression with each of its parts, and then itself, changed. */
  default Expression changed(UnaryOperator<Expression> change) {
    List<Expression> parts = new ArrayList<>();
    for (Expression part : parts()) {
      parts.add(part.changed(change));
    }
    return change.apply(parts.isEmpty() ? this : of(parts));
  }

  /** A column, or a lambda's parameter. */
  record Column(String name) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.column(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }

    @Override
    public Expression of(List<Expression> parts) {
      return this;
    }
  }

  /** A field of a struct, or a column of a named relation. */
  record Field(Expression owner, String name) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.field(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(owner);
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Field(parts.get(0), name);
    }
  }

  /** {@code measure(metric)}: another metric's value in base units. */
  record MetricReference(String metric) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.metric(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }

    @Override
    public Expression of(List<Expression> parts) {
      return this;
    }
  }

  /**
   * A value that is written out.
   *
   * @param text numbers and booleans as SQL writes them, texts without quotes, dates as {@code
   *     2024-11-22}, {@code null} for NULL
   */
  record Literal(Kind kind, String text) implements Expression {
    /** What a literal is. */
    public enum Kind {
      NUMBER,
      TEXT,
      BOOLEAN,
      DATE,
      NULL
    }

    /** NULL of no type. */
    public static final Literal NULL = new Literal(Kind.NULL, "null");

    public static Literal number(String digits) {
      return new Literal(Kind.NUMBER, digits.toUpperCase(Locale.ROOT));
    }

    public static Literal text(String value) {
      return new Literal(Kind.TEXT, value);
    }

    /** {@code true} or {@code false}. */
    public static Literal truth(String word) {
      return new Literal(Kind.BOOLEAN, word);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.literal(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of();
    }

    @Override
    public Expression of(List<Expression> parts) {
      return this;
    }
  }

  /** {@code NOT} or a sign before an operand. */
  record Unary(Operator operator, Expression operand) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.unary(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(operand);
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Unary(operator, parts.get(0));
    }
  }

  /** An operator between two operands. */
  record Binary(Operator operator, Expression left, Expression right) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.binary(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(left, right);
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Binary(operator, parts.get(0), parts.get(1));
    }
  }

  /** {@code value between low and high}. */
  record Between(Expression value, Expression low, Expression high) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.between(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(value, low, high);
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Between(parts.get(0), parts.get(1), parts.get(2));
    }
  }

  /** {@code value in (options)}. */
  record In(Expression value, List<Expression> options) implements Expression {
    public In {
      options = List.copyOf(options);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.in(this);
    }

    @Override
    public List<Expression> parts() {
      return Stream.concat(Stream.of(value), options.stream()).toList();
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new In(parts.get(0), parts.subList(1, parts.size()));
    }
  }

  /** {@code value is null}. */
  record IsNull(Expression value) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.isNull(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(value);
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new IsNull(parts.get(0));
    }
  }

  /**
   * The result of the first branch whose condition holds.
   *
   * @param branches one or more
   * @param otherwise the result where none holds, or null where that is NULL
   */
  record Case(List<When> branches, Expression otherwise) implements Expression {
    /** One branch. */
    public record When(Expression condition, Expression result) {}

    public Case {
      branches = List.copyOf(branches);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.choice(this);
    }

    @Override
    public List<Expression> parts() {
      Stream<Expression> whens =
          branches.stream().flatMap(when -> Stream.of(when.condition(), when.result()));
      return Stream.concat(whens, Stream.ofNullable(otherwise)).toList();
    }

    @Override
    public Expression of(List<Expression> parts) {
      List<When> whens = new ArrayList<>();
      for (int i = 0; i < branches.size(); i++) {
        whens.add(new When(parts.get(2 * i), parts.get((2 * i) + 1)));
      }
      return new Case(whens, otherwise == null ? null : parts.get(parts.size() - 1));
    }
  }

  /** {@code cast(value as type)}; the type as Spark writes it, in lower case. */
  record Cast(Expression value, String type) implements Expression {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.cast(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(value);
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Cast(parts.get(0), type);
    }
  }

  /** A function of one row's values. */
  record Call(String function, List<Expression> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.call(this);
    }

    @Override
    public List<Expression> parts() {
      return arguments;
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Call(function, parts);
    }
  }

  /**
   * A function of many rows' values.
   *
   * @param arguments empty for {@code count(*)}
   * @param filter which rows count, or null for all
   */
  record Aggregate(
      String function, Quantifier quantifier, List<Expression> arguments, Expression filter)
      implements Expression {
    /** Whether equal values count once. */
    public enum Quantifier {
      ALL,
      DISTINCT
    }

    public Aggregate {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.aggregate(this);
    }

    @Override
    public List<Expression> parts() {
      return Stream.concat(arguments.stream(), Stream.ofNullable(filter)).toList();
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Aggregate(
          function,
          quantifier,
          parts.subList(0, arguments.size()),
          filter == null ? null : parts.get(arguments.size()));
    }
  }

  /** {@code (parameters) -> body}, as an argument of a function. */
  record Lambda(List<String> parameters, Expression body) implements Expression {
    public Lambda {
      parameters = List.copyOf(parameters);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.lambda(this);
    }

    @Override
    public List<Expression> parts() {
      return List.of(body);
    }

    @Override
    public Expression of(List<Expression> parts) {
      return new Lambda(parameters, parts.get(0));
    }
  }
}
