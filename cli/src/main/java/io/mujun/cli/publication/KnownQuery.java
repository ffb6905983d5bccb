package io.mujun.cli.publication;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.trino.grammar.sql.SqlBaseBaseVisitor;
import io.trino.grammar.sql.SqlBaseLexer;
import io.trino.grammar.sql.SqlBaseParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.TokenStreamRewriter;

/** A query in Trino's SQL, asked of a publication: each table is read as it was published. */
public final class KnownQuery {
  private final PublicationEntry publication;
  private final Set<String> tables;

  public KnownQuery(PublicationEntry publication) {
    this.publication = publication;
    this.tables = new TreeSet<>(publication.tableNames());
    this.tables.add(Contracts.PUBLICATION);
  }

  /**
   * The query, with the publication's name at each table.
   *
   * @param sql one statement, without a semicolon at its end
   * @throws MujunException {@code AS_KNOWN_QUERY} where it is no query, reads a table that the
   *     publication does not have, or says of a table itself as of when to read it; {@code
   *     SQL_FAILED} where it is no SQL
   */
  public String of(String sql) {
    SqlBaseLexer lexer = new SqlBaseLexer(CharStreams.fromString(sql));
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    SqlBaseParser parser = new SqlBaseParser(tokens);
    lexer.removeErrorListeners();
    parser.removeErrorListeners();
    lexer.addErrorListener(new Refusal());
    parser.addErrorListener(new Refusal());
    SqlBaseParser.SingleStatementContext statement = parser.singleStatement();
    if (!(statement.statement() instanceof SqlBaseParser.StatementDefaultContext)) {
      throw refused(
          "Only a query can be asked as it was known: it begins with SELECT, WITH, TABLE or VALUES.");
    }
    TokenStreamRewriter rewriter = new TokenStreamRewriter(tokens);
    Names names = new Names();
    names.visit(statement);
    names.replacements.forEach(
        replacement ->
            rewriter.replace(
                replacement.place.getStart(), replacement.place.getStop(), replacement.text));
    return rewriter.getText();
  }

  private record Replacement(ParserRuleContext place, String text) {}

  /** Finds the tables of a query. */
  private final class Names extends SqlBaseBaseVisitor<Void> {
    private final Set<String> named = new HashSet<>();
    private final List<Replacement> replacements = new ArrayList<>();

    @Override
    public Void visitWith(SqlBaseParser.WithContext with) {
      with.namedQuery().forEach(query -> named.add(text(query.name)));
      return visitChildren(with);
    }

    @Override
    public Void visitTableName(SqlBaseParser.TableNameContext table) {
      if (table.queryPeriod() != null) {
        throw refused(
            "%s says itself as of when to read it. Leave FOR VERSION and FOR TIMESTAMP out."
                .formatted(table.qualifiedName().getText()));
      }
      read(table.qualifiedName(), table.qualifiedName(), "%s");
      return null;
    }

    @Override
    public Void visitTable(SqlBaseParser.TableContext table) {
      read(table.qualifiedName(), table, "(SELECT * FROM %s)");
      return null;
    }

    @Override
    public Void visitTableArgumentTable(SqlBaseParser.TableArgumentTableContext table) {
      read(table.qualifiedName(), table.qualifiedName(), "SELECT * FROM %s");
      return null;
    }

    private void read(
        SqlBaseParser.QualifiedNameContext name, ParserRuleContext place, String form) {
      List<String> parts = name.identifier().stream().map(KnownQuery::text).toList();
      if (parts.size() == 1 && named.contains(parts.get(0))) {
        return;
      }
      boolean ours = parts.size() == 3 && parts.get(0).equals(CatalogSettings.NAME);
      String table = String.join(".", ours ? parts.subList(1, 3) : parts);
      if (!tables.contains(table)) {
        throw refused(
            "The publication %s has no table '%s'. It has: %s."
                .formatted(publication.id(), table, String.join(", ", tables)));
      }
      replacements.add(
          new Replacement(
              place,
              form.formatted(
                  "%s FOR VERSION AS OF '%s'".formatted(name.getText(), publication.tag()))));
    }
  }

  /** A name as Trino understands it. */
  private static String text(SqlBaseParser.IdentifierContext identifier) {
    String text = identifier.getText();
    String name =
        text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    return name.toLowerCase(Locale.ROOT);
  }

  private static MujunException refused(String fault) {
    return new MujunException("AS_KNOWN_QUERY", fault);
  }

  /** Ends at the first fault of the text. */
  private static final class Refusal extends BaseErrorListener {
    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String fault,
        RecognitionException cause) {
      throw new MujunException(
          "SQL_FAILED", "line %d:%d: %s".formatted(line, column + 1, fault), cause);
    }
  }
}
