package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.RefusedOnTheWayException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.TableFile;
import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.record.RecordReader;
import io.mujun.record.RecordSink;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Shown;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.validation.Finding;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A ledger whose layout is recognised, ready to be read once. */
public final class LedgerFile implements AutoCloseable {
  private final String name;
  private final LedgerSource layout;
  private final TableFile file;
  private final List<Row> head;
  private final Iterator<Row> rest;
  private final HeaderMatch headers;
  private final StatementPeriod period;
  private final Contract contract;
  private final RecordReader reader;
  private final Map<List<Object>, Integer> keys = new HashMap<>();

  private LedgerFile(
      String name,
      LedgerSource layout,
      TableFile file,
      List<Row> head,
      Iterator<Row> rest,
      HeaderMatch headers,
      StatementPeriod period,
      IngestRules rules) {
    this.name = name;
    this.layout = layout;
    this.file = file;
    this.head = head;
    this.rest = rest;
    this.headers = headers;
    this.period = period;
    this.contract = rules.contracts().table(layout.table());
    this.reader =
        new RecordReader(
            layout,
            rules,
            period == null ? Map.of() : Map.of(period.property(), period.value()),
            period == null ? null : period.year());
  }

  /** Reads what stands above the records, and holds it against the layout. */
  static LedgerFile open(
      String name, LedgerSource layout, TableFile file, LocalDate receivedOn, IngestRules rules)
      throws FileRefusedException {
    Iterator<Row> rows = file.rows();
    List<Row> head = new ArrayList<>();
    for (Row row = next(rows, file); row != null; row = next(rows, file)) {
      head.add(row);
      if (head.size() == HeaderMatch.HEAD_ROWS) {
        break;
      }
    }
    if (head.stream().allMatch(Row::isBlank)) {
      throw new FileRefusedException("SHEET_EMPTY", file.sheet(), "表是空的，没有任何内容，请核对后重新报送");
    }
    HeaderRows texts = new HeaderRows(head, file.merged());
    HeaderMatch headers = HeaderMatch.find(layout, texts);
    if (layout.unitRow() != null) {
      UnitLine.check(layout, texts, headers.shift(), rules);
    }
    StatementPeriod period =
        layout.period() == null
            ? null
            : StatementPeriod.read(layout, texts, headers.shift(), receivedOn, rules);
    return new LedgerFile(name, layout, file, head, rows, headers, period, rules);
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

  /** What differs from the layout without harm, and what of the file is not read, in Chinese. */
  public List<String> notes() {
    return Stream.concat(headers.notes().stream(), file.notes().stream()).toList();
  }

  /**
   * Reads all records.
   *
   * @throws FileRefusedException where the table holds no record, or the file is damaged
   */
  public void read(RecordSink sink) throws FileRefusedException {
    MergeFill merges = new MergeFill(file.merged());
    RowMarks marks = new RowMarks(layout);
    Totals totals = new Totals(reader, headers.columns());
    int records = 0;
    Iterator<Row> buffered = head.iterator();
    for (Row raw = next(buffered); raw != null; raw = next(buffered)) {
      Row row = merges.fill(raw);
      if (raw.number() <= headers.lastHeaderRow() || raw.isBlank()) {
        continue;
      }
      if (marks.isEnd(raw)) {
        break;
      }
      if (marks.isTotal(raw)) {
        note(sink, row, totals);
        continue;
      }
      if (!hasContent(raw)) {
        continue;
      }
      SourceRecord read = record(row, merges);
      totals.add(read);
      sink.add(read);
      records++;
    }
    if (records == 0) {
      throw new FileRefusedException("TABLE_EMPTY", file.sheet(), "表头之下没有一条记录，请核对后重新报送");
    }
  }

  private Row next(Iterator<Row> buffered) throws FileRefusedException {
    return buffered.hasNext() ? buffered.next() : next(rest, file);
  }

  /** The next row, or null at the end. Whatever a reader throws, the file is damaged there. */
  private static Row next(Iterator<Row> rows, TableFile file) throws FileRefusedException {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (RefusedOnTheWayException met) {
      throw met.refusal();
    } catch (RuntimeException damaged) {
      throw new FileRefusedException(
          "FILE_DAMAGED", file.sheet(), "文件中途损坏，整份不收。请用电子表格软件打开核对，另存后重新报送", damaged);
    }
  }

  /** A row that has nothing in the columns that are read is no record. */
  private boolean hasContent(Row row) {
    return headers.columns().values().stream().anyMatch(place -> !row.text(place).isBlank());
  }

  private SourceRecord record(Row row, MergeFill merges) {
    List<Finding> faults = new ArrayList<>(hidden(row));
    for (Map.Entry<LedgerColumn, Integer> column : headers.columns().entrySet()) {
      PhysicalType.Kind kind = reader.property(column.getKey()).type().kind();
      Cell cell = row.cell(column.getValue());
      if (kind == PhysicalType.Kind.DECIMAL
          && cell != null
          && !Texts.isBlank(cell.text())
          && merges.isShared(column.getValue())) {
        faults.add(
            new Finding(
                Severity.ERROR,
                "MERGED_QUANTITY",
                column.getKey().property(),
                Shown.text(cell.text()),
                "“%s”由几行合并填写一个数，无法分到各行，请取消合并、逐行填写"
                    .formatted(reader.property(column.getKey()).label())));
      }
    }
    SourceRecord read = reader.read(column -> cell(row, column), "statement", locator(row), faults);
    return withUniqueKey(read);
  }

  /**
   * Who sends a ledger sees its sums without the rows that it hides, so they are not guessed at.
   */
  private static List<Finding> hidden(Row row) {
    String how =
        switch (row.visibility()) {
          case VISIBLE -> null;
          case HIDDEN -> "是隐藏的，请取消隐藏";
          case FILTERED_OUT -> "被筛选隐藏，请清除筛选";
        };
    return how == null
        ? List.of()
        : List.of(
            new Finding(
                Severity.ERROR, "ROW_HIDDEN", null, null, "这一行%s并核对是否应报送；不应报送的请删去".formatted(how)));
  }

  private Cell cell(Row row, SourceDefinition.Column column) {
    Integer place = headers.columns().get((LedgerColumn) column);
    return place == null ? null : row.cell(place);
  }

  private SourceRecord withUniqueKey(SourceRecord read) {
    List<Object> key = new ArrayList<>();
    contract.key().forEach(column -> key.add(read.values().get(column)));
    if (read.isRefused()) {
      return read;
    }
    Integer first = keys.putIfAbsent(key, read.locator().row());
    if (first == null) {
      return read;
    }
    List<Finding> findings = new ArrayList<>(read.findings());
    findings.add(
        0,
        new Finding(
            Severity.ERROR,
            "RECORD_TWICE",
            null,
            null,
            "与第 %d 行重复（同一%s只能有一行），请合并或删去一行"
                .formatted(
                    first,
                    String.join(
                        "、",
                        contract.key().stream()
                            .map(column -> contract.property(column).orElseThrow().label())
                            .toList()))));
    return new SourceRecord(
        read.values(), read.operation(), read.locator(), read.cells(), List.copyOf(findings));
  }

  private void note(RecordSink sink, Row row, Totals totals) {
    for (Totals.Disagreement found : totals.compare(row)) {
      sink.note(found.finding(), locator(row), found.cell());
    }
  }

  private Locator locator(Row row) {
    return Locator.ofFile(name, file.sheet(), row.number());
  }

  @Override
  public void close() {
    file.close();
  }
}
