package io.mujun.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How an office lays out one kind of ledger; the rows stand apart, in {@code samples/rows}. In
 * texts, {@code {year}} and {@code {month}} stand for the statement's period.
 *
 * @param layout slug; rows are read from {@code rows/<delivery>/<slug>.csv}
 * @param file name of the file that the office sends
 * @param format kind of file
 * @param encoding character set of a CSV file, or null
 * @param sheet name of the sheet, or null
 * @param title first row
 * @param unitLine second row, such as 单位：万元
 * @param statements delivery → periods (yyyy-MM) that it states
 * @param groupBy value whose cell is merged over adjoining rows, with a sum below, or null
 * @param total what the last row of sums is called, or null when there is none
 * @param columns columns from left to right
 * @param notes lines below the table
 */
record LedgerLayout(
    String layout,
    String file,
    Format format,
    Encoding encoding,
    String sheet,
    String title,
    String unitLine,
    Map<String, List<String>> statements,
    String groupBy,
    String total,
    List<Column> columns,
    List<String> notes) {

  private static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A column.
   *
   * @param header header path, top first; a shorter path spans the rows that are left
   * @param value what stands in it: a column of the rows, {@code serial}, {@code month}, {@code
   *     ytd} or {@code cumulative}
   * @param unit unit that numbers are shown in, or null for text
   * @param rowsUnit unit of the numbers in the rows; the unit shown when absent
   */
  record Column(List<String> header, String value, String unit, String rowsUnit) {
    Column {
      rowsUnit = rowsUnit == null ? unit : rowsUnit;
    }

    /** The same column under another header. */
    Column withHeader(List<String> path) {
      return new Column(path, value, unit, rowsUnit);
    }
  }

  /** Kind of file. */
  enum Format {
    @JsonProperty("xlsx")
    XLSX,
    @JsonProperty("csv")
    CSV
  }

  /** Character set of a CSV file. UTF-8 begins with a byte order mark. */
  enum Encoding {
    @JsonProperty("UTF-8")
    UTF_8,
    @JsonProperty("GB18030")
    GB18030
  }

  /** Reads every layout of a folder, in the order of their names. */
  static List<LedgerLayout> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(LedgerLayout::read)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static LedgerLayout read(Path file) {
    try {
      return YAML.readValue(file.toFile(), LedgerLayout.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + ": " + unreadable.getMessage(), unreadable);
    }
  }

  /** The same ledger under another name. */
  LedgerLayout withFile(String name) {
    return with(name, title, unitLine, columns, notes);
  }

  /** The same ledger of another zone. */
  LedgerLayout withTitle(String text, List<String> notesBelow) {
    return with(file, text, unitLine, columns, notesBelow);
  }

  /** The same ledger with another unit line. */
  LedgerLayout withUnitLine(String line) {
    return with(file, title, line, columns, notes);
  }

  /** The same ledger with other columns. */
  LedgerLayout withColumns(UnaryOperator<Column> change) {
    return with(file, title, unitLine, columns.stream().map(change).toList(), notes);
  }

  private LedgerLayout with(
      String name, String heading, String line, List<Column> others, List<String> below) {
    return new LedgerLayout(
        layout,
        name,
        format,
        encoding,
        sheet,
        heading,
        line,
        statements,
        groupBy,
        total,
        others,
        below);
  }

  static String fill(String text, YearMonth period) {
    return text.replace("{year}", Integer.toString(period.getYear()))
        .replace("{month}", Integer.toString(period.getMonthValue()));
  }
}
