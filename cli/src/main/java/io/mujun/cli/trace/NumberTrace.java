package io.mujun.cli.trace;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A published number taken apart.
 *
 * @param number the number beside what its rows make up
 * @param definition how it is computed
 * @param facts its rows, those with the largest shares first; fewer than there are where a limit
 *     was given
 * @param cellsRead whether the reader may see the original records, and with them cells and texts
 * @param sql the query that gives the rows
 * @param parts the numbers that it is made of, taken apart in turn; empty where that was not asked
 */
public record NumberTrace(
    TracedNumber number,
    Definition definition,
    List<Fact> facts,
    Cells cellsRead,
    String sql,
    List<NumberTrace> parts) {

  /** Whether cells could be looked up. */
  public enum Cells {
    READ,
    HIDDEN
  }

  /**
   * How a metric is computed.
   *
   * @param label its Chinese name
   * @param comment formula and scope, in Chinese
   * @param source the table or query that its rows come from
   * @param filter which of them count, or null
   * @param window which months' rows count
   * @param numerator the aggregate
   * @param denominator likewise, or null
   * @param value how the value follows from them, or null for the plain one
   * @param versionNumber which version of the definition it is; 0 where that is not known
   * @param validFrom since when; null where that is not known
   * @param since the publication from which on the series is computed so; null where not known
   * @param change what this version changed, by its code in {@code metric_change.csv}; null where
   *     not known
   */
  public record Definition(
      String label,
      String comment,
      String source,
      String filter,
      String window,
      String numerator,
      String denominator,
      String value,
      int versionNumber,
      LocalDate validFrom,
      String since,
      String change) {}

  /**
   * A row with its share.
   *
   * @param columns what it is, column by column
   * @param numerator its share; null where it has none or its amount is blank
   * @param denominator likewise
   * @param records where it stands
   */
  public record Fact(
      Map<String, String> columns, String numerator, String denominator, List<Origin> records) {}

  /**
   * Where a record stands: file, sheet and row, or database, table and key; null where that is not
   * so.
   *
   * @param factTable the table of facts that it made a row of
   * @param recordTable the ods table that holds it; null where that could not be read
   * @param cells the cells of the columns that the metric names
   */
  public record Origin(
      String factTable,
      String recordTable,
      String batch,
      String system,
      String file,
      String sheet,
      Integer row,
      String database,
      String table,
      String key,
      List<Cell> cells) {}

  /** A cell of a file with its text as it stands there; the cell is null in databases. */
  public record Cell(String column, String cell, String text) {}
}
