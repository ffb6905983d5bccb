package io.mujun.cli.trace;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.metric.MetricView;
import io.trino.grammar.sql.SqlBaseBaseVisitor;
import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.grammar.sql.SqlBaseParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.TokenStreamRewriter;

/**
 * A metric view's source as known on a day, in Trino's SQL, with the records that each of its rows
 * comes from.
 *
 * @param sql the query: the source's columns, and {@link #records}
 * @param columns the source's columns, each with its type
 * @param records columns that hold arrays of rows that say where records stand
 */
record TracedSource(String sql, Map<String, PhysicalType> columns, List<String> records) {
  /** The columns that lead from a fact to its record. */
  static final List<String> LOCATOR =
      List.of(
          "batch_id",
          "system",
          "source_file",
          "source_sheet",
          "source_row",
          "source_database",
          "source_table",
          "source_key");

  /** Functions that mean the same to both engines. */
  private static final Set<String> SAME =
      Set.of("min", "max", "sum", "count", "year", "month", "day", "quarter", "coalesce", "nullif");

  private static final PhysicalType TEXT = new PhysicalType(PhysicalType.Kind.STRING, 0, 0);

  private static final Pattern COLUMN = Pattern.compile("(?:(?:min|max)\\()?(\\w+)\\.(\\w+)\\)?");

  private static final String RECORDS = "traced_records_";

  /**
   * The view's source.
   *
   * @param asAt an expression in Trino's SQL: the day as known on which rows are taken
   * @throws MujunException {@code TRACE_UNPRINTABLE} where a part of it may mean something else in
   *     Trino
   */
  static TracedSource of(MetricView view, Contracts contracts, String asAt) {
    return contracts.contains(view.source())
        ? table(contracts.table(view.source()), asAt)
        : query(view.source(), contracts, asAt);
  }

  private static TracedSource table(Contract contract, String asAt) {
    Map<String, PhysicalType> columns = new LinkedHashMap<>();
    contract.properties().forEach(property -> columns.put(property.name(), property.type()));
    if (!isLocated(contract)) {
      return new TracedSource(known(contract, asAt), columns, List.of());
    }
    String records = RECORDS + 1;
    return new TracedSource(
        "select fact.*, array[%s] as %s from (%s) as fact"
            .formatted(record(contract, "fact"), records, known(contract, asAt)),
        columns,
        List.of(records));
  }

  private static TracedSource query(String text, Contracts contracts, String asAt) {
    CommonTokenStream tokens =
        new CommonTokenStream(new SqlBaseLexer(CharStreams.fromString(text.strip())));
    SqlBaseParser parser = new SqlBaseParser(tokens);
    SqlBaseParser.SingleStatementContext statement = parser.singleStatement();
    if (parser.getNumberOfSyntaxErrors() > 0) {
      throw TrinoExpression.unprintable(text.strip());
    }
    Relations relations = new Relations(contracts);
    relations.visit(statement);
    TokenStreamRewriter rewriter = new TokenStreamRewriter(tokens);
    relations.places.forEach(
        (place, name) ->
            rewriter.replace(
                place.getStart(),
                place.getStop(),
                "(%s) as %s".formatted(known(relations.tables.get(name), asAt), name)));
    List<String> records = new ArrayList<>();
    StringBuilder added = new StringBuilder();
    relations.tables.forEach(
        (name, contract) -> {
          if (isLocated(contract)) {
            records.add(RECORDS + (records.size() + 1));
            String form =
                relations.isGrouped
                    ? ", array_agg(distinct %1$s) filter (where %2$s.batch_id is not null) as %3$s"
                    : ", if(%2$s.batch_id is not null, array[%1$s]) as %3$s";
            added.append(
                form.formatted(record(contract, name), name, records.get(records.size() - 1)));
          }
        });
    rewriter.insertAfter(relations.lastItem, added.toString());
    return new TracedSource(rewriter.getText().strip(), relations.columns(), records);
  }

  private static String known(Contract contract, String asAt) {
    String all = "select * from " + contract.qualifiedName();
    return contract.property("known_from").isEmpty()
        ? all
        : "%1$s where known_from <= %2$s and (known_to is null or known_to > %2$s)"
            .formatted(all, asAt);
  }

  private static boolean isLocated(Contract contract) {
    return LOCATOR.stream().allMatch(column -> contract.property(column).isPresent());
  }

  private static String record(Contract contract, String relation) {
    return "cast(row('%s', %s) as row(fact_table varchar, %s))"
        .formatted(
            contract.qualifiedName(),
            LOCATOR.stream()
                .map(column -> relation + "." + column)
                .collect(Collectors.joining(", ")),
            LOCATOR.stream().map(column -> column + " varchar").collect(Collectors.joining(", ")));
  }

  /** Finds the tables of a query, and where its columns end. */
  private static final class Relations extends SqlBaseBaseVisitor<Void> {
    private final Contracts contracts;
    private final Map<String, Contract> tables = new LinkedHashMap<>();
    private final Map<SqlBaseParser.AliasedRelationContext, String> places = new LinkedHashMap<>();
    private List<SqlBaseParser.SelectItemContext> items = List.of();
    private int lastItem = -1;
    private boolean isGrouped;

    Relations(Contracts contracts) {
      this.contracts = contracts;
    }

    @Override
    public Void visitQuerySpecification(SqlBaseParser.QuerySpecificationContext query) {
      if (lastItem >= 0) {
        throw TrinoExpression.unprintable(query.getText());
      }
      items = query.selectItem();
      lastItem = items.get(items.size() - 1).getStop().getTokenIndex();
      isGrouped = query.groupBy() != null;
      return visitChildren(query);
    }

    @Override
    public Void visitAliasedRelation(SqlBaseParser.AliasedRelationContext relation) {
      String table = relation.relationPrimary().getText().toLowerCase(Locale.ROOT);
      boolean known = contracts.contains(table) && relation.columnAliases() == null;
      if (!known) {
        throw TrinoExpression.unprintable(relation.getText());
      }
      String name =
          relation.identifier() == null
              ? table.substring(table.indexOf('.') + 1)
              : relation.identifier().getText();
      tables.put(name, contracts.table(table));
      places.put(relation, name);
      return null;
    }

    @Override
    public Void visitFunctionCall(SqlBaseParser.FunctionCallContext call) {
      if (!SAME.contains(call.qualifiedName().getText().toLowerCase(Locale.ROOT))) {
        throw TrinoExpression.unprintable(call.getText());
      }
      return visitChildren(call);
    }

    @Override
    public Void visitArithmeticBinary(SqlBaseParser.ArithmeticBinaryContext arithmetic) {
      if (arithmetic.SLASH() != null || arithmetic.PERCENT() != null) {
        throw TrinoExpression.unprintable(arithmetic.getText());
      }
      return visitChildren(arithmetic);
    }

    Map<String, PhysicalType> columns() {
      Map<String, PhysicalType> columns = new LinkedHashMap<>();
      for (SqlBaseParser.SelectItemContext item : items) {
        if (!(item instanceof SqlBaseParser.SelectSingleContext single)) {
          throw TrinoExpression.unprintable(item.getText());
        }
        String text = single.expression().getText();
        columns.put(
            single.identifier() == null
                ? text.substring(text.lastIndexOf('.') + 1)
                : single.identifier().getText(),
            type(text));
      }
      return columns;
    }

    /** A column's own type, and that of its smallest or largest; of all else that of a text. */
    private PhysicalType type(String expression) {
      Matcher column = COLUMN.matcher(expression);
      return column.matches() && tables.containsKey(column.group(1))
          ? tables.get(column.group(1)).property(column.group(2)).map(Property::type).orElse(TEXT)
          : TEXT;
    }
  }
}
