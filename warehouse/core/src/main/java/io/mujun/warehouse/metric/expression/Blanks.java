package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.metric.expression.Expression.Aggregate;
import io.mujun.warehouse.metric.expression.Expression.Binary;
import io.mujun.warehouse.metric.expression.Expression.Call;
import io.mujun.warehouse.metric.expression.Expression.Case;
import io.mujun.warehouse.metric.expression.Expression.IsNull;
import io.mujun.warehouse.metric.expression.Expression.Literal;
import io.mujun.warehouse.metric.expression.Expression.Unary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Amounts that a sum of rows leaves out because they are blank. A blank is not known, and it is not
 * 0: the sum of the others is at least the whole. Where it means that there is none, the expression
 * says so: by a filter, a case without that row, or coalesce(…, 0).
 */
public final class Blanks {
  private static final Literal NO = Literal.truth("false");
  private static final Set<String> CHOICES = Set.of("coalesce", "greatest", "least");

  private final Map<Bound, List<Expression>> conditions = new EnumMap<>(Bound.class);

  private Blanks() {}

  /**
   * Conditions on a row under which its amount is missing from an expression over rows.
   *
   * @return by what the expression's value then is: at least where the amounts are added, at most
   *     where they are subtracted, about where neither is known
   */
  public static Map<Bound, List<Expression>> of(Expression expression) {
    Blanks blanks = new Blanks();
    blanks.add(expression, Bound.AT_LEAST);
    return blanks.conditions;
  }

  private void add(Expression expression, Bound bound) {
    if (expression instanceof Aggregate aggregate) {
      if (aggregate.function().equals("sum")) {
        addRows(aggregate, bound);
      }
    } else if (expression instanceof Binary binary && binary.operator() == Operator.PLUS) {
      add(binary.left(), bound);
      add(binary.right(), bound);
    } else if (expression instanceof Binary binary && binary.operator() == Operator.MINUS) {
      add(binary.left(), bound);
      add(binary.right(), opposite(bound));
    } else if (expression instanceof Unary unary) {
      add(unary.operand(), opposite(bound));
    } else {
      expression.parts().forEach(part -> add(part, Bound.ABOUT));
    }
  }

  private void addRows(Aggregate sum, Bound bound) {
    Expression blank = blank(sum.arguments().get(0));
    if (!blank.equals(NO)) {
      conditions
          .computeIfAbsent(bound, key -> new ArrayList<>())
          .add(sum.filter() == null ? blank : and(sum.filter(), blank));
    }
  }

  private static Bound opposite(Bound bound) {
    return switch (bound) {
      case AT_LEAST -> Bound.AT_MOST;
      case AT_MOST -> Bound.AT_LEAST;
      default -> bound;
    };
  }

  /** Whether a row's amount is not known, as an expression; {@link #NO} where it always is. */
  private static Expression blank(Expression amount) {
    if (amount instanceof Literal) {
      return NO;
    }
    if (amount instanceof Case choice) {
      return blank(choice);
    }
    if (amount instanceof Call call && call.function().equals("if")) {
      List<Expression> arguments = call.arguments();
      return blank(
          new Case(List.of(new Case.When(arguments.get(0), arguments.get(1))), arguments.get(2)));
    }
    if (amount instanceof Call call && CHOICES.contains(call.function())) {
      return all(call.arguments());
    }
    return amount.parts().isEmpty() ? new IsNull(amount) : any(amount.parts());
  }

  /**
   * NULL written out as a branch's result says that the row has no amount, not that it is blank.
   */
  private static Expression blank(Case choice) {
    List<Case.When> branches = new ArrayList<>();
    for (Case.When when : choice.branches()) {
      branches.add(new Case.When(when.condition(), blank(when.result())));
    }
    Expression otherwise = choice.otherwise() == null ? NO : blank(choice.otherwise());
    boolean never =
        otherwise.equals(NO) && branches.stream().allMatch(when -> when.result().equals(NO));
    return never ? NO : new Case(branches, otherwise);
  }

  private static Expression any(List<Expression> amounts) {
    Expression any = NO;
    for (Expression amount : amounts) {
      Expression blank = blank(amount);
      if (!blank.equals(NO)) {
        any = any.equals(NO) ? blank : new Binary(Operator.OR, any, blank);
      }
    }
    return any;
  }

  private static Expression all(List<Expression> amounts) {
    Expression all = blank(amounts.get(0));
    for (Expression amount : amounts.subList(1, amounts.size())) {
      Expression blank = blank(amount);
      all = all.equals(NO) || blank.equals(NO) ? NO : and(all, blank);
    }
    return all;
  }

  private static Expression and(Expression left, Expression right) {
    return new Binary(Operator.AND, left, right);
  }
}
