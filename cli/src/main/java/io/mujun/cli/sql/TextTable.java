package io.mujun.cli.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Rows as aligned columns, as wide as a terminal shows them: a Chinese character is two wide. */
public final class TextTable {
  private TextTable() {}

  /** Writes a header, a rule, one line a row and the number of rows. */
  static String write(Rows rows) {
    int count = rows.rows().size();
    return write(rows.columns(), rows.rows()) + "(" + count + (count == 1 ? " row)\n" : " rows)\n");
  }

  /**
   * Writes a header, a rule and one line a row; numbers stand right.
   *
   * @param columns names of the columns
   * @param rows as many values a row as there are columns; null is shown as NULL
   */
  public static String write(List<String> columns, List<List<Object>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns);
    rows.forEach(row -> lines.add(row.stream().map(TextTable::text).toList()));
    int[] widths = new int[columns.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    StringBuilder text = new StringBuilder();
    appendLine(text, columns, List.of(), widths);
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "─" : "─┼─").append("─".repeat(widths[i]));
    }
    text.append("─\n");
    for (int n = 0; n < rows.size(); n++) {
      appendLine(text, lines.get(n + 1), rows.get(n), widths);
    }
    return text.toString();
  }

  private static void appendLine(
      StringBuilder text, List<String> cells, List<Object> values, int[] widths) {
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - width(cell));
      boolean right = !values.isEmpty() && values.get(i) instanceof Number;
      text.append(i == 0 ? " " : " │ ").append(right ? padding + cell : cell + padding);
    }
    text.append('\n');
  }

  private static String text(Object value) {
    if (value == null) {
      return "NULL";
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }
}
