package io.mujun.cli.sql;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Runs queries on a connection, one or as they are typed. */
public final class SqlShell {
  private final Connection connection;
  private final RowFormat format;
  private final PrintWriter out;
  private final UnaryOperator<String> asked;

  /**
   * A shell that writes to {@code out}.
   *
   * @param asked what is asked of Trino for a statement
   */
  public SqlShell(
      Connection connection, RowFormat format, PrintWriter out, UnaryOperator<String> asked) {
    this.connection = connection;
    this.format = format;
    this.out = out;
    this.asked = asked;
  }

  /**
   * Runs one statement; a semicolon at its end is allowed.
   *
   * @throws MujunException {@code SQL_FAILED} with Trino's message
   */
  public void run(String text) {
    String query = asked.apply(text.strip().replaceFirst(";\\s*$", ""));
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(query)) {
        try (ResultSet results = statement.getResultSet()) {
          out.print(format.write(Rows.read(results)));
        }
      }
      out.flush();
    } catch (SQLException refused) {
      throw new MujunException("SQL_FAILED", refused.getMessage(), refused);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Reads statements that end with a semicolon, until quit, exit or the end of input. */
  public void prompt() {
    try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
      LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
      StringBuilder statement = new StringBuilder();
      while (true) {
        String line = reader.readLine(statement.isEmpty() ? "mujun> " : "    -> ");
        if (statement.isEmpty() && line.strip().matches("(?i)(quit|exit);?")) {
          return;
        }
        statement.append(line).append('\n');
        if (line.strip().endsWith(";")) {
          runOrTell(statement.toString(), terminal.writer());
          statement.setLength(0);
        }
      }
    } catch (EndOfFileException | UserInterruptException end) {
      out.flush();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void runOrTell(String statement, PrintWriter terminal) {
    try {
      run(statement);
    } catch (MujunException refused) {
      terminal.println(refused.code() + ": " + refused.getMessage());
      terminal.flush();
    }
  }
}
