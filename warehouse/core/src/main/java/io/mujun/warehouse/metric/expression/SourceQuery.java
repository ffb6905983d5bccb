package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.MujunException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The query that a metric view has as its source: {@code select … from table [as name] [[left] join
 * table [as name] on …] [where …] [group by …]}. What is larger is a model's.
 */
public final class SourceQuery {
  private final ExpressionParser parser;
  private final Map<String, Expression> columns = new LinkedHashMap<>();
  private final List<Expression> conditions = new ArrayList<>();
  private final List<Expression> groups = new ArrayList<>();
  private final Map<String, KnownNames> relations = new LinkedHashMap<>();

  private SourceQuery(ExpressionParser parser) {
    this.parser = parser;
  }

  /**
   * The columns that a query gives.
   *
   * @param tables the columns of a table, given its qualified name and the fault to throw where
   *     there is none
   * @param owner whose the columns are, for messages about expressions over them
   * @throws MujunException {@code COLUMN_UNKNOWN}, {@code UNIT_MISMATCH}, {@code METRIC_INVALID},
   *     or what {@code tables} throws, with the place
   */
  public static KnownNames columns(
      String query,
      Place place,
      String owner,
      BiFunction<String, ParsedExpression, KnownNames> tables) {
    SourceQuery source = new SourceQuery(new ExpressionParser(query, place));
    source.read(tables);
    return KnownNames.of(owner, source.checked());
  }

  private void read(BiFunction<String, ParsedExpression, KnownNames> tables) {
    parser.require("select");
    parser.list(this::item);
    parser.require("from");
    relation(tables);
    while (joins()) {
      relation(tables);
      parser.require("on");
      conditions.add(parser.expression());
    }
    if (parser.take("where")) {
      conditions.add(parser.expression());
    }
    if (parser.take("group", "by")) {
      groups.addAll(parser.list(parser::expression));
    }
    parser.requireEnd();
  }

  private boolean joins() {
    return parser.take("left", "join")
        || parser.take("left", "outer", "join")
        || parser.take("inner", "join")
        || parser.take("join");
  }

  private Expression item() {
    Expression value = parser.expression();
    String name;
    if (parser.take("as")) {
      name = parser.name();
    } else if (value instanceof Expression.Column column) {
      name = column.name();
    } else if (value instanceof Expression.Field field) {
      name = field.name();
    } else {
      throw parser.unexpected("'as' and the column's name");
    }
    if (columns.put(name, value) != null) {
      throw parser
          .parsed(value)
          .fault(ExpressionParser.CODE, value, "The column '" + name + "' is there twice.");
    }
    return value;
  }

  private void relation(BiFunction<String, ParsedExpression, KnownNames> tables) {
    Expression table = parser.expression();
    ParsedExpression at = parser.parsed(table);
    boolean qualified =
        table instanceof Expression.Field field && field.owner() instanceof Expression.Column;
    if (!qualified) {
      throw at.fault(ExpressionParser.CODE, table, "A table belongs here, as layer.name.");
    }
    KnownNames columns = tables.apply(SparkSql.print(table), at);
    String name = parser.take("as") ? parser.name() : ((Expression.Field) table).name();
    if (relations.put(name, columns) != null) {
      throw at.fault(ExpressionParser.CODE, table, "Two tables are called '" + name + "'.");
    }
  }

  private Map<String, ValueType> checked() {
    Map<String, ValueType> only =
        relations.size() == 1 ? relations.values().iterator().next().columns() : Map.of();
    KnownNames names = new KnownNames("the query's tables", only, relations);
    for (Expression condition : conditions) {
      ParsedExpression parsed = parser.parsed(condition);
      AggregateCheck.requireOfRow(parsed);
      TypeCheck.require(parsed, ValueType.Kind.BOOLEAN, names, metric -> Optional.empty());
    }
    for (Expression group : groups) {
      ParsedExpression parsed = parser.parsed(group);
      TypeCheck.type(parsed, names);
      AggregateCheck.requireOfRow(parsed);
    }
    Map<String, ValueType> types = new LinkedHashMap<>();
    columns.forEach(
        (name, value) -> {
          ParsedExpression parsed = parser.parsed(value);
          types.put(name, TypeCheck.type(parsed, names));
          if (groups.isEmpty()) {
            AggregateCheck.requireOfRow(parsed);
          } else {
            AggregateCheck.requireOfRows(parsed, groups);
          }
        });
    return types;
  }
}
