package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.MujunException;
import java.util.IdentityHashMap;

/** An expression with the place of each of its parts, so that a fault found later has one. */
public final class ParsedExpression {
  private final Expression tree;
  private final IdentityHashMap<Expression, Integer> offsets;
  private final Place place;

  ParsedExpression(Expression tree, IdentityHashMap<Expression, Integer> offsets, Place place) {
    this.tree = tree;
    this.offsets = offsets;
    this.place = place;
  }

  /**
   * Reads an expression.
   *
   * @throws MujunException {@code METRIC_INVALID} with the place of the first word that does not
   *     belong there
   */
  public static ParsedExpression parse(String text, Place place) {
    return ExpressionParser.parse(text, place);
  }

  public Expression tree() {
    return tree;
  }

  /** A fault at one of the expression's parts, or at its beginning where that is none of them. */
  public MujunException fault(String code, Expression part, String message) {
    return place.fault(code, offsets.getOrDefault(part, 0), message);
  }
}
