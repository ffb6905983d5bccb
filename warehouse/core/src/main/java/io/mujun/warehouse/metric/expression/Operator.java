package io.mujun.warehouse.metric.expression;

import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Stream;

/** An operator before one operand or between two, as Spark SQL writes it. */
public enum Operator {
  OR("or", Binding.OR),
  AND("and", Binding.AND),
  NOT("not", Binding.NOT),
  EQUAL("=", Binding.PREDICATE),
  /** Equal, or both NULL. */
  SAME("<=>", Binding.PREDICATE),
  UNEQUAL("<>", Binding.PREDICATE),
  LESS("<", Binding.PREDICATE),
  LESS_OR_EQUAL("<=", Binding.PREDICATE),
  GREATER(">", Binding.PREDICATE),
  GREATER_OR_EQUAL(">=", Binding.PREDICATE),
  LIKE("like", Binding.PREDICATE),
  PLUS("+", Binding.SUM),
  MINUS("-", Binding.SUM),
  TIMES("*", Binding.PRODUCT),
  OVER("/", Binding.PRODUCT),
  MODULO("%", Binding.PRODUCT),
  NEGATE("-", Binding.SIGN);

  /** How tightly something holds its operands, from the loosest. */
  enum Binding {
    LAMBDA,
    OR,
    AND,
    NOT,
    /** Comparisons, and what begins with in, between, like, is: two in a row need parentheses. */
    PREDICATE,
    SUM,
    PRODUCT,
    SIGN,
    /** What needs no parentheses anywhere. */
    WHOLE;

    Binding tighter() {
      return EnumSet.range(this, WHOLE).stream().skip(1).findFirst().orElse(WHOLE);
    }

    boolean isLooserThan(Binding other) {
      return compareTo(other) < 0;
    }
  }

  private final String symbol;
  private final Binding binding;

  Operator(String symbol, Binding binding) {
    this.symbol = symbol;
    this.binding = binding;
  }

  /** The operator between two operands that is written so. */
  static Optional<Operator> between(String symbol) {
    String standard = symbol.equals("!=") ? UNEQUAL.symbol : symbol;
    return Stream.of(values())
        .filter(operator -> operator != NOT && operator != NEGATE)
        .filter(operator -> operator.symbol.equals(standard))
        .findFirst();
  }

  public String symbol() {
    return symbol;
  }

  Binding binding() {
    return binding;
  }

  /** Whether it takes numbers to a number. */
  boolean isArithmetic() {
    return binding.compareTo(Binding.SUM) >= 0;
  }
}
