package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.metric.expression.Operator.Binding;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Reads the part of Spark SQL that declarations use, by precedence. It takes no text to another
 * meaning than Spark does: what it does not know it refuses, and of two comparisons in a row it
 * asks for parentheses.
 */
final class ExpressionParser {
  static final String CODE = "METRIC_INVALID";

  /** Functions of many rows. */
  static final Set<String> AGGREGATES =
      Set.of(
          "sum",
          "count",
          "count_if",
          "avg",
          "min",
          "max",
          "median",
          "percentile",
          "collect_list",
          "collect_set",
          "stddev",
          "bool_and",
          "bool_or");

  /** Names that stand for no column, unless they are quoted. */
  static final Set<String> RESERVED =
      Set.of(
          "select",
          "from",
          "where",
          "as",
          "on",
          "join",
          "left",
          "right",
          "inner",
          "outer",
          "full",
          "cross",
          "group",
          "order",
          "by",
          "having",
          "limit",
          "union",
          "and",
          "or",
          "not",
          "in",
          "between",
          "like",
          "is",
          "null",
          "true",
          "false",
          "case",
          "when",
          "then",
          "else",
          "end",
          "cast",
          "distinct",
          "over",
          "within");

  /** So many that what walks a tree never runs out of stack. */
  private static final int MOST_WORDS = 1_000;

  private static final int DEEPEST = 100;

  private final List<Token> tokens;
  private final Place place;
  private final IdentityHashMap<Expression, Integer> offsets = new IdentityHashMap<>();
  private int next;
  private int depth;

  ExpressionParser(String text, Place place) {
    this.tokens = Lexer.tokens(text, place);
    if (tokens.size() > MOST_WORDS) {
      throw place.fault(
          CODE,
          tokens.get(MOST_WORDS).offset(),
          "An expression has at most %d words and signs; compute parts of it in a model."
              .formatted(MOST_WORDS));
    }
    this.place = place;
  }

  static ParsedExpression parse(String text, Place place) {
    ExpressionParser parser = new ExpressionParser(text, place);
    Expression tree = parser.expression();
    parser.requireEnd();
    return parser.parsed(tree);
  }

  /** The expression with the places that were read so far. */
  ParsedExpression parsed(Expression tree) {
    return new ParsedExpression(tree, offsets, place);
  }

  Expression expression() {
    return expression(Binding.OR);
  }

  void requireEnd() {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected("the end, or an operator");
    }
  }

  Token peek() {
    return tokens.get(next);
  }

  /** Goes past the words if they stand here. */
  boolean take(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (next + i >= tokens.size() || !tokens.get(next + i).is(words[i])) {
        return false;
      }
    }
    next += words.length;
    return true;
  }

  void require(String word) {
    if (!take(word)) {
      throw unexpected("'" + word + "'");
    }
  }

  /** A name that is no reserved word. */
  String name() {
    Token token = peek();
    boolean named =
        token.kind() == Token.Kind.QUOTED_NAME
            || (token.kind() == Token.Kind.NAME && !RESERVED.contains(token.text()));
    if (!named) {
      throw unexpected("a name");
    }
    next++;
    return token.text();
  }

  <T> List<T> list(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    do {
      items.add(item.get());
    } while (take(","));
    return items;
  }

  MujunException unexpected(String expected) {
    return fault(
        peek(), "Here stands %s, but %s belongs here.".formatted(peek().shown(), expected));
  }

  private MujunException fault(Token token, String message) {
    return place.fault(CODE, token.offset(), message);
  }

  private Expression expression(Binding loosest) {
    if (++depth > DEEPEST) {
      throw fault(peek(), "This is nested too deeply; compute parts of it in a model.");
    }
    Expression left = prefix(loosest);
    boolean predicate = false;
    for (Optional<Binding> binding = binding();
        binding.isPresent() && !binding.get().isLooserThan(loosest);
        binding = binding()) {
      if (predicate && binding.get() == Binding.PREDICATE) {
        throw fault(peek(), "Of two comparisons in a row, put one in parentheses.");
      }
      predicate = binding.get() == Binding.PREDICATE;
      left = infix(left);
    }
    depth--;
    return left;
  }

  /** How tightly the word that stands here holds what stands before it, if at all. */
  private Optional<Binding> binding() {
    Token token = peek();
    if (token.kind() == Token.Kind.NAME
        && Set.of("in", "between", "is", "not").contains(token.text())) {
      return Optional.of(Binding.PREDICATE);
    }
    return operator(token).map(Operator::binding);
  }

  private static Optional<Operator> operator(Token token) {
    return token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.NAME
        ? Operator.between(token.text())
        : Optional.empty();
  }

  private Expression infix(Expression left) {
    Token at = peek();
    Optional<Operator> operator = operator(at);
    if (operator.isPresent()) {
      next++;
      return at(at, binary(operator.get(), left));
    }
    if (take("is")) {
      return is(at, left);
    }
    boolean negated = take("not");
    Expression predicate = at(at, predicate(left));
    return negated ? at(at, not(predicate)) : predicate;
  }

  private Expression predicate(Expression left) {
    if (take("between")) {
      Expression low = expression(Binding.SUM);
      require("and");
      return new Expression.Between(left, low, expression(Binding.SUM));
    }
    if (take("in")) {
      require("(");
      List<Expression> options = list(this::expression);
      require(")");
      return new Expression.In(left, options);
    }
    if (take("like")) {
      return binary(Operator.LIKE, left);
    }
    throw unexpected("'in', 'between' or 'like'");
  }

  private Expression binary(Operator operator, Expression left) {
    return new Expression.Binary(operator, left, expression(operator.binding().tighter()));
  }

  private Expression is(Token at, Expression left) {
    boolean negated = take("not");
    Expression found;
    if (take("null")) {
      found = new Expression.IsNull(left);
    } else if (peek().is("true") || peek().is("false")) {
      Expression truth = at(peek(), Expression.Literal.truth(peek().text()));
      next++;
      found = new Expression.Binary(Operator.SAME, left, truth);
    } else if (take("distinct", "from")) {
      negated = !negated;
      found = binary(Operator.SAME, left);
    } else {
      throw unexpected("'null', 'true', 'false' or 'distinct from'");
    }
    return negated ? at(at, not(at(at, found))) : at(at, found);
  }

  private static Expression not(Expression operand) {
    return new Expression.Unary(Operator.NOT, operand);
  }

  private Expression prefix(Binding loosest) {
    Token at = peek();
    if (at.is("not")) {
      if (Binding.NOT.isLooserThan(loosest)) {
        throw fault(at, "Put parentheses around 'not' and what it denies.");
      }
      next++;
      return at(at, not(expression(Binding.NOT)));
    }
    if (take("-")) {
      return at(at, new Expression.Unary(Operator.NEGATE, expression(Binding.SIGN)));
    }
    Expression primary = primary();
    while (peek().is(".")) {
      Token point = peek();
      next++;
      primary = at(point, new Expression.Field(primary, name()));
    }
    return primary;
  }

  private Expression primary() {
    Token at = peek();
    if (isLambda()) {
      return at(at, lambda());
    }
    if (take("(")) {
      Expression inside = expression();
      require(")");
      return inside;
    }
    if (at.isNumber()) {
      next++;
      return at(at, Expression.Literal.number(at.text()));
    }
    if (at.isText()) {
      next++;
      return at(at, Expression.Literal.text(at.text()));
    }
    if (take("null")) {
      return at(at, new Expression.Literal(Expression.Literal.Kind.NULL, "null"));
    }
    if (take("true") || take("false")) {
      return at(at, Expression.Literal.truth(at.text()));
    }
    if (take("case")) {
      return at(at, choice());
    }
    if (take("cast")) {
      return at(at, cast());
    }
    return at(at, named());
  }

  private Expression named() {
    Token at = peek();
    if (at.is("date") && tokens.get(next + 1).isText()) {
      next++;
      return date();
    }
    String name = name();
    if (at.kind() != Token.Kind.NAME || !take("(")) {
      return new Expression.Column(name);
    }
    if (name.equals("measure")) {
      String metric = name();
      require(")");
      return new Expression.MetricReference(metric);
    }
    return AGGREGATES.contains(name) ? aggregate(name) : call(name);
  }

  private Expression date() {
    Token at = peek();
    next++;
    try {
      return new Expression.Literal(
          Expression.Literal.Kind.DATE, LocalDate.parse(at.text()).toString());
    } catch (DateTimeException invalid) {
      throw place.fault(
          CODE, at.offset(), "'" + at.text() + "' is no date. Write it as 2024-11-22.");
    }
  }

  private Expression call(String name) {
    List<Expression> arguments = peek().is(")") ? List.of() : list(this::expression);
    require(")");
    return new Expression.Call(name, arguments);
  }

  private Expression aggregate(String name) {
    Expression.Aggregate.Quantifier quantifier =
        take("distinct")
            ? Expression.Aggregate.Quantifier.DISTINCT
            : Expression.Aggregate.Quantifier.ALL;
    boolean rows =
        name.equals("count") && quantifier == Expression.Aggregate.Quantifier.ALL && take("*");
    List<Expression> arguments = rows ? List.of() : list(this::expression);
    require(")");
    return new Expression.Aggregate(name, quantifier, arguments, filter());
  }

  private Expression filter() {
    if (!take("filter", "(")) {
      return null;
    }
    require("where");
    Expression filter = expression();
    require(")");
    return filter;
  }

  private Expression choice() {
    Expression subject = peek().is("when") ? null : expression();
    List<Expression.Case.When> branches = new ArrayList<>();
    do {
      Token at = peek();
      require("when");
      Expression condition = expression();
      if (subject != null) {
        condition = at(at, new Expression.Binary(Operator.EQUAL, subject, condition));
      }
      require("then");
      branches.add(new Expression.Case.When(condition, expression()));
    } while (peek().is("when"));
    Expression otherwise = take("else") ? expression() : null;
    require("end");
    return new Expression.Case(branches, otherwise);
  }

  private Expression cast() {
    require("(");
    Expression value = expression();
    require("as");
    Token at = peek();
    StringBuilder type = new StringBuilder(name());
    if (take("(")) {
      type.append('(').append(String.join(",", list(this::digits))).append(')');
      require(")");
    }
    require(")");
    if (ValueType.ofCast(type.toString()).isEmpty()) {
      throw fault(
          at,
          "'%s' is no type. Use string, boolean, int, bigint, double, date, timestamp or decimal(p,s)."
              .formatted(type));
    }
    return new Expression.Cast(value, type.toString());
  }

  private String digits() {
    Token at = peek();
    if (!at.isNumber() || !at.text().matches("\\d+")) {
      throw unexpected("a number of digits");
    }
    next++;
    return at.text();
  }

  /** Whether {@code x ->} or {@code (x, y) ->} stands here. */
  private boolean isLambda() {
    int at = next;
    if (tokens.get(at).kind() == Token.Kind.NAME) {
      return tokens.get(at + 1).is("->");
    }
    if (!tokens.get(at).is("(")) {
      return false;
    }
    do {
      at++;
      if (tokens.get(at).kind() != Token.Kind.NAME) {
        return false;
      }
      at++;
    } while (tokens.get(at).is(","));
    return tokens.get(at).is(")") && tokens.get(at + 1).is("->");
  }

  private Expression lambda() {
    List<String> parameters;
    if (take("(")) {
      parameters = list(this::name);
      require(")");
    } else {
      parameters = List.of(name());
    }
    require("->");
    return new Expression.Lambda(parameters, expression());
  }

  private <E extends Expression> E at(Token token, E expression) {
    offsets.putIfAbsent(expression, token.offset());
    return expression;
  }
}
