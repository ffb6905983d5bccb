package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.table.Columns;
import io.mujun.ingestion.table.Row;
import io.mujun.record.Locator;
import io.mujun.record.RecordReader;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Shown;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.validation.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes records of a ledger's rows. */
final class RowRecords {
  private static final String OPERATION = "statement";

  private final String file;
  private final String sheet;
  private final Contract contract;
  private final RecordReader reader;
  private final Map<LedgerColumn, Integer> columns;
  private final Set<Integer> places;
  private final MergeFill merges;
  private final Map<List<Object>, Integer> keys = new HashMap<>();

  RowRecords(
      String file,
      String sheet,
      Contract contract,
      RecordReader reader,
      Map<LedgerColumn, Integer> columns,
      MergeFill merges) {
    this.file = file;
    this.sheet = sheet;
    this.contract = contract;
    this.reader = reader;
    this.columns = columns;
    this.places = Set.copyOf(columns.values());
    this.merges = merges;
  }

  MergeFill merges() {
    return merges;
  }

  Locator locator(Row row) {
    return Locator.ofFile(file, sheet, row.number());
  }

  /** Whether a column of the file is read. */
  boolean isRead(int place) {
    return places.contains(place);
  }

  /** Whether a row has anything in the columns that are read; without, it is no record. */
  boolean hasContent(Row row) {
    for (int place : places) {
      if (!row.text(place).isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** The record of a row, with the cells that were merged into it. */
  SourceRecord read(Row row) {
    List<Finding> faults = new ArrayList<>(hidden(row));
    for (Map.Entry<LedgerColumn, Integer> column : columns.entrySet()) {
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
    return withUniqueKey(reader.read(column -> cell(row, column), OPERATION, locator(row), faults));
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

  /** A row that reads like a sum and like a record is refused. */
  SourceRecord unclear(Row row, String property) {
    return refused(
        row,
        "ROW_UNCLEAR",
        property,
        "“%s”分不清是项目还是合计、分组行：是项目的请补上序号或代码，是合计的请写成“合计”“小计”“其中：”或“一、…”且不编序号"
            .formatted(Shown.text(row.firstText())));
  }

  /** The only row of a table, which holds one text only. */
  SourceRecord lone(Row row) {
    return refused(
        row,
        "ROW_UNCLEAR",
        null,
        "全表只有“%s”这一处文字，分不清是项目还是说明：确实没有记录的请写“%s”，是项目的请补上序号、代码或金额"
            .formatted(Shown.text(row.firstText()), NoneWords.USUAL));
  }

  /** A row that says that there is no record, beside records or sums. */
  SourceRecord noneContradicted(Row row) {
    return refused(
        row,
        "NONE_CONTRADICTED",
        null,
        "这里写“%s”，表中却另有记录或合计，分不清哪个对：有记录的请删去这句话，确实没有的请删去记录和合计".formatted(Shown.text(saying(row))));
  }

  private static String saying(Row row) {
    return row.cells().stream()
        .filter(cell -> cell != null && cell.text().codePoints().anyMatch(Character::isIdeographic))
        .map(cell -> cell.text().strip())
        .findFirst()
        .orElse(row.firstText());
  }

  /** A row like a record that stands below the notes, where nothing is read. */
  SourceRecord belowNote(Row row) {
    return refused(row, "ROW_BELOW_NOTE", null, "这一行像是一条记录，但在“注”“填报人”等之后，请移到表内，或把注移到表后");
  }

  /** The first row of another table that has the same header. */
  SourceRecord twin(Row row) {
    return refused(
        row, "TABLE_TWICE", null, "从这一行起又是一张表头相同的表，但标题或单位与第一张不同，未读取。是同一张表的请并在一起，不是的请单独报送");
  }

  private SourceRecord refused(Row row, String code, String property, String message) {
    SourceRecord read =
        reader.read(column -> cell(row, column), OPERATION, locator(row), List.of());
    Finding finding =
        new Finding(Severity.ERROR, code, property, Shown.text(row.firstText()), message);
    return new SourceRecord(
        read.values(), OPERATION, read.locator(), read.cells(), List.of(finding));
  }

  /** The cell of a column; one that is not there is a blank one in its place. */
  private Cell cell(Row row, SourceDefinition.Column column) {
    Integer place = columns.get((LedgerColumn) column);
    if (place == null) {
      return null;
    }
    Cell cell = row.cell(place);
    return cell == null
        ? new Cell(Columns.reference(place, row.number()), "", Cell.Kind.UNTYPED)
        : cell;
  }

  private SourceRecord withUniqueKey(SourceRecord read) {
    if (read.isRefused()) {
      return read;
    }
    List<Object> key = new ArrayList<>();
    contract.key().forEach(column -> key.add(read.values().get(column)));
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
}
