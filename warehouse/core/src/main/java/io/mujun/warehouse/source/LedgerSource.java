package io.mujun.warehouse.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * Layout of a ledger (台账) that an office sends as a file. Rows are counted from 1, as a spreadsheet
 * shows them.
 *
 * @param source slug
 * @param system name of the county system
 * @param table ods table
 * @param zoneCode zone that the whole ledger is about, or null when a column names it
 * @param file glob by which an incoming file's name is recognised
 * @param format kind of file
 * @param encoding character set of a CSV file; null for xlsx
 * @param sheet name of the sheet; null = the first
 * @param period where the statement's period stands; null when its scope has none
 * @param unitRow row of the unit line (单位：万元); null when there is none
 * @param headerRows rows of the header, adjoining, top first
 * @param totalRows first texts that mark a row of sums (小计, 合计)
 * @param endRows beginnings of the first text that end the table (注, 填报人)
 * @param constants property → value of every record
 * @param columns columns that are read
 * @param ignored header paths that are known and not read (序号, 备注)
 */
public record LedgerSource(
    String source,
    String system,
    String table,
    String zoneCode,
    String file,
    Format format,
    Encoding encoding,
    String sheet,
    Period period,
    Integer unitRow,
    List<Integer> headerRows,
    List<String> totalRows,
    List<String> endRows,
    Map<String, String> constants,
    List<LedgerColumn> columns,
    List<String> ignored)
    implements SourceDefinition {

  public LedgerSource {
    Require.head(source, system, table, zoneCode);
    Require.text("file", file);
    Require.that(format != null, "format", "needs xlsx or csv");
    Require.that(
        (format == Format.CSV) == (encoding != null),
        "encoding",
        "is needed for csv (UTF-8 or GB18030) and has no place in xlsx");
    Require.that(format == Format.XLSX || sheet == null, "sheet", "has no place in csv");
    headerRows = Require.list(headerRows);
    Require.that(!headerRows.isEmpty(), "header_rows", "needs at least one row");
    for (int i = 0; i < headerRows.size(); i++) {
      Require.that(
          headerRows.get(i) != null && headerRows.get(i) == headerRows.get(0) + i,
          "header_rows",
          "needs adjoining rows, top first");
    }
    int first = headerRows.get(0);
    Require.that(first >= 1, "header_rows", "counts rows from 1");
    Require.that(
        unitRow == null || (unitRow >= 1 && unitRow < first), "unit_row", "lies above the header");
    Require.that(period == null || period.row() < first, "period.row", "lies above the header");
    totalRows = Require.list(totalRows);
    endRows = Require.list(endRows);
    constants = Require.map(constants);
    columns = Require.columns(columns);
    ignored = Require.list(ignored);
  }

  /** The same layout with other columns. */
  public LedgerSource withColumns(List<LedgerColumn> others) {
    return new LedgerSource(
        source,
        system,
        table,
        zoneCode,
        file,
        format,
        encoding,
        sheet,
        period,
        unitRow,
        headerRows,
        totalRows,
        endRows,
        constants,
        others,
        ignored);
  }

  /** Kind of file. */
  public enum Format {
    @JsonProperty("xlsx")
    XLSX,
    @JsonProperty("csv")
    CSV
  }

  /** Character set of a CSV file. UTF-8 may begin with a byte order mark. */
  public enum Encoding {
    @JsonProperty("UTF-8")
    UTF_8,
    @JsonProperty("GB18030")
    GB18030
  }

  /**
   * Where the statement's period stands.
   *
   * @param row row that holds it, usually the title
   * @param property property that it becomes: a date (first day of the month) or a year
   */
  public record Period(int row, String property) {
    public Period {
      Require.that(row >= 1, "period.row", "counts rows from 1");
      property = property == null ? "period" : property;
      Require.property("period.property", property);
    }
  }
}
