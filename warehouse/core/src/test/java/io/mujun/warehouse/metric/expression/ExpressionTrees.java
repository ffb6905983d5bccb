package io.mujun.warehouse.metric.expression;

import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Trees of every kind of expression, as the parser can read them. */
final class ExpressionTrees {
  private static final int DEEPEST = 3;
  private static final Set<Operator> BETWEEN_TWO =
      Set.of(Operator.values()).stream()
          .filter(operator -> operator != Operator.NOT && operator != Operator.NEGATE)
          .collect(java.util.stream.Collectors.toSet());

  private ExpressionTrees() {}

  static Arbitrary<Expression> any() {
    return tree(DEEPEST).withoutEdgeCases();
  }

  private static Arbitrary<Expression> tree(int depth) {
    return depth == 0 ? leaf() : Arbitraries.oneOf(leaf(), branch(depth - 1));
  }

  private static Arbitrary<Expression> leaf() {
    return Arbitraries.oneOf(
        names().map(Expression.Column::new),
        names().map(Expression.MetricReference::new),
        Arbitraries.of("0", "12", "3.50", ".5", "1D", "7L").map(Expression.Literal::number),
        Arbitraries.strings()
            .withChars("a'\\\" 亩—`%\n")
            .ofMaxLength(6)
            .map(Expression.Literal::text),
        Arbitraries.of("true", "false").map(Expression.Literal::truth),
        Arbitraries.of("2024-02-29", "1999-12-31")
            .map(day -> new Expression.Literal(Expression.Literal.Kind.DATE, day)),
        Arbitraries.just(Expression.Literal.NULL),
        Arbitraries.just(aggregate("count", List.of(), null)));
  }

  private static Arbitrary<Expression> branch(int depth) {
    Arbitrary<Expression> inner = tree(depth);
    Arbitrary<List<Expression>> some = inner.list().ofMinSize(1).ofMaxSize(3);
    return Arbitraries.oneOf(
        Combinators.combine(inner, names()).as(Expression.Field::new),
        Combinators.combine(Arbitraries.of(Operator.NOT, Operator.NEGATE), inner)
            .as(Expression.Unary::new),
        Combinators.combine(Arbitraries.of(BETWEEN_TWO), inner, inner).as(Expression.Binary::new),
        Combinators.combine(inner, inner, inner).as(Expression.Between::new),
        Combinators.combine(inner, some).as(Expression.In::new),
        inner.map(Expression.IsNull::new),
        Combinators.combine(
                Combinators.combine(inner, inner)
                    .as(Expression.Case.When::new)
                    .list()
                    .ofMinSize(1)
                    .ofMaxSize(2),
                inner.injectNull(0.5))
            .as(Expression.Case::new),
        Combinators.combine(inner, Arbitraries.of("string", "decimal(20,2)", "int"))
            .as(Expression.Cast::new),
        Combinators.combine(Arbitraries.of("coalesce", "if", "date", "my_own"), some)
            .as(Expression.Call::new),
        Combinators.combine(
                Arbitraries.of(Expression.Aggregate.Quantifier.values()),
                some,
                inner.injectNull(0.5))
            .as(
                (quantifier, arguments, filter) ->
                    new Expression.Aggregate("count", quantifier, arguments, filter)),
        Combinators.combine(
                Arbitraries.of("x", "y", "state").set().ofMinSize(1).map(List::copyOf), inner)
            .as(Expression.Lambda::new));
  }

  static Expression aggregate(String function, List<Expression> arguments, Expression filter) {
    return new Expression.Aggregate(
        function, Expression.Aggregate.Quantifier.ALL, arguments, filter);
  }

  /** Plain names, names that are words of SQL, and names that need quotes. */
  private static Arbitrary<String> names() {
    return Arbitraries.of(
        "area", "date", "sum", "measure", "filter", "_1", "select", "and", "Area", "a b", "亩",
        "1a");
  }
}
