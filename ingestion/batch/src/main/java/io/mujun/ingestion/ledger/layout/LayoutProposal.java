package io.mujun.ingestion.ledger.layout;

import java.util.List;
import java.util.Locale;

/**
 * A layout that a file seems to have, to be looked over by a person.
 *
 * @param table ods table
 * @param sheet name of the sheet, or null
 * @param headerRows rows of the header
 * @param periodRow row that tells the period, or null
 * @param periodProperty property that the period becomes
 * @param unitRow row that tells units, or null
 * @param columns the columns of the file, left to right
 * @param lacking properties that the contract requires and no column gives
 */
public record LayoutProposal(
    String table,
    String sheet,
    List<Integer> headerRows,
    Integer periodRow,
    String periodProperty,
    Integer unitRow,
    List<Column> columns,
    List<String> lacking) {

  /**
   * A column of the file.
   *
   * @param header header path
   * @param property property that it seems to be; null where nothing tells
   * @param unit unit of its numbers, or null
   * @param confidence from 0 to 100
   * @param reason why, in Chinese
   */
  public record Column(
      String header, String property, String unit, int confidence, String reason) {}

  /** The layout as its file would say it, each column with its confidence and reason. */
  public String yaml(String layout) {
    StringBuilder text = new StringBuilder();
    text.append("layout: %s\ntable: %s\n".formatted(layout, table));
    if (sheet != null) {
      text.append("sheet: '%s'\n".formatted(sheet.replace("'", "''")));
    }
    if (periodRow != null) {
      String property = periodProperty.equals("period") ? "" : ", property: " + periodProperty;
      text.append("period: {row: %d%s}\n".formatted(periodRow, property));
    }
    if (unitRow != null) {
      text.append("unit_row: %d\n".formatted(unitRow));
    }
    text.append("header_rows: %s\ncolumns:\n".formatted(headerRows));
    for (Column column : columns) {
      if (column.property() != null) {
        String unit = column.unit() == null ? "" : ", unit: " + column.unit();
        text.append(
            "  # %d%%：%s\n  - {headers: ['%s'], property: %s%s}\n"
                .formatted(
                    column.confidence(),
                    column.reason(),
                    column.header().replace("'", "''"),
                    column.property(),
                    unit));
      }
    }
    List<String> rest =
        columns.stream()
            .filter(column -> column.property() == null)
            .map(column -> "'" + column.header().replace("'", "''") + "'")
            .toList();
    text.append(rest.isEmpty() ? "" : "ignored: %s\n".formatted(rest));
    lacking.forEach(name -> text.append(String.format(Locale.ROOT, "# 合同要求的 %s 没有对应的列\n", name)));
    return text.toString();
  }
}
