package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.TableFile;
import io.mujun.record.IngestRules;
import io.mujun.record.RecordReader;
import io.mujun.record.RecordSink;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.source.LedgerSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A ledger whose layout is recognised, ready to be read once. */
public final class LedgerFile implements AutoCloseable {
  private final String name;
  private final LedgerSource layout;
  private final TableFile file;
  private final Lookahead rows;
  private final List<String> titles;
  private final RowShape shape;
  private final HeaderMatch headers;
  private final StatementPeriod period;
  private final IngestRules rules;
  private final CellAccount account = new CellAccount();
  private final List<String> notes;

  private LedgerFile(
      String name,
      LedgerSource layout,
      TableFile file,
      Lookahead rows,
      List<String> titles,
      RowShape shape,
      HeaderMatch headers,
      StatementPeriod period,
      IngestRules rules) {
    this.name = name;
    this.layout = layout;
    this.file = file;
    this.rows = rows;
    this.titles = titles;
    this.shape = shape;
    this.headers = headers;
    this.period = period;
    this.rules = rules;
    this.notes = new ArrayList<>(headers.notes());
  }

  /** Reads what stands above the records, and holds it against the layout. */
  static LedgerFile open(
      String name, LedgerSource layout, TableFile file, LocalDate receivedOn, IngestRules rules)
      throws FileRefusedException {
    Lookahead rows = new Lookahead(file);
    List<Row> head = rows.peek(HeaderMatch.HEAD_ROWS);
    if (head.stream().allMatch(Row::isBlank)) {
      throw new FileRefusedException("SHEET_EMPTY", file.sheet(), "表是空的，没有任何内容，请核对后重新报送");
    }
    HeaderRows texts = new HeaderRows(head, file.merged());
    HeaderMatch headers = HeaderMatch.find(layout, texts, rules.units());
    List<String> titles = texts.above(headers.firstHeaderRow());
    Set<LedgerColumn> byUnitLine = new LinkedHashSet<>(headers.columns().keySet());
    byUnitLine.removeAll(headers.withUnit());
    UnitLine.check(layout, titles, byUnitLine, rules);
    StatementPeriod period =
        layout.period() == null ? null : StatementPeriod.read(layout, titles, receivedOn, rules);
    Contract contract = rules.contracts().table(layout.table());
    RowShape shape = new RowShape(headers, contract, head);
    return new LedgerFile(name, layout, file, rows, titles, shape, headers, period, rules);
  }

  public LedgerSource layout() {
    return layout;
  }

  public String sheet() {
    return file.sheet();
  }

  /** First day of the statement's month; null where its period is a year or it has none. */
  public LocalDate period() {
    return period != null && period.value() instanceof LocalDate month ? month : null;
  }

  /** What the file as a whole says of all its records: property → value. */
  public Map<String, Object> stated() {
    Map<String, Object> stated = new HashMap<>();
    if (layout.zoneCode() != null) {
      stated.put("zone_code", layout.zoneCode());
    }
    if (period != null) {
      stated.put(period.property(), period.value());
    }
    return stated;
  }

  /** What differs from the layout without harm, and what of the file is not read, in Chinese. */
  public List<String> notes() {
    return Stream.concat(notes.stream(), file.notes().stream()).toList();
  }

  /** What became of each cell, once all records are read. */
  public CellAccount cells() {
    return account;
  }

  /**
   * Reads all records.
   *
   * @throws FileRefusedException where the table holds no record, or the file is damaged
   */
  public void read(RecordSink sink) throws FileRefusedException {
    Contract contract = rules.contracts().table(layout.table());
    RecordReader reader =
        new RecordReader(
            layout.withColumns(List.copyOf(headers.columns().keySet())),
            rules,
            period == null ? Map.of() : Map.of(period.property(), period.value()),
            period == null ? null : period.year());
    RowRecords records =
        new RowRecords(
            name, file.sheet(), contract, reader, headers.columns(), new MergeFill(file.merged()));
    TableReader table =
        new TableReader(
            rows,
            headers,
            shape,
            new RowMarks(layout, shape),
            new PrintedHead(headers, file.merged(), titles),
            records,
            new Totals(reader, headers.columns(), rules.units()),
            sink,
            account);
    int count = table.read();
    notes.addAll(table.notes());
    if (count == 0) {
      throw new FileRefusedException("TABLE_EMPTY", file.sheet(), "表头之下没有一条记录，请核对后重新报送");
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
