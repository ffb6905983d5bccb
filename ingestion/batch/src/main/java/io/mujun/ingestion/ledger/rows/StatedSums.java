package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.table.Row;
import io.mujun.record.RecordReader;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Shown;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.validation.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the sums that a ledger states with the sums of its rows. A sum may stand above or below
 * its rows: it is right if some block of rows that reaches to it, from one row of sums or heading
 * to another, has that sum in every column, or all rows have. A column with a cell that could not
 * be read is not compared.
 */
final class StatedSums {
  /** How many rows of sums a block may reach over. */
  private static final int REACH = 64;

  /** Fewer rows, or figures, agree by chance. */
  private static final int FEWEST = 2;

  private final RecordReader reader;
  private final Units units;
  private final Map<LedgerColumn, Integer> columns = new LinkedHashMap<>();
  private final List<Stated> stated = new ArrayList<>();
  private final Map<LedgerColumn, Sum> running = new LinkedHashMap<>();
  private int records;

  StatedSums(RecordReader reader, Map<LedgerColumn, Integer> columns, Units units) {
    this.reader = reader;
    this.units = units;
    columns.forEach(
        (column, place) -> {
          if (reader.property(column).type().kind() == PhysicalType.Kind.DECIMAL
              && column.unit() != null) {
            this.columns.put(column, place);
            running.put(column, Sum.NONE);
          }
        });
  }

  /**
   * Whether a row's amounts, of which at least two are not 0, are in every column the sum of all
   * rows above it, or of those since the last sum or heading. That is no chance.
   */
  boolean isSum(SourceRecord read) {
    return isSumOf(read, records, running)
        || (!stated.isEmpty() && isSumSince(read, stated.get(stated.size() - 1)));
  }

  private boolean isSumSince(SourceRecord read, Stated last) {
    return isSumOf(read, records - last.records(), minus(running, last.before()));
  }

  private boolean isSumOf(SourceRecord read, int rows, Map<LedgerColumn, Sum> block) {
    if (rows < FEWEST) {
      return false;
    }
    int telling = 0;
    for (Map.Entry<LedgerColumn, Sum> column : block.entrySet()) {
      Sum own = amount(read, column.getKey());
      Sum sum = column.getValue();
      if (own.unread() > 0 || !sum.agrees(own.value(), own.rounding())) {
        return false;
      }
      telling += own.value().signum() != 0 && sum.unread() == 0 ? 1 : 0;
    }
    return telling >= FEWEST;
  }

  /** Adds a record to the sums. */
  void add(SourceRecord read) {
    records++;
    running.replaceAll((column, sum) -> sum.plus(amount(read, column)));
  }

  /** Adds a row whose amounts may or may not belong to the sums. */
  void addUnread() {
    records++;
    running.replaceAll((column, sum) -> sum.plus(Sum.UNREAD));
  }

  private Sum amount(SourceRecord read, LedgerColumn column) {
    boolean unread =
        !read.findings().isEmpty()
            && read.findings().stream()
                .anyMatch(found -> found.isError() && concerns(found, column));
    if (unread) {
      return Sum.UNREAD;
    }
    Cell cell = read.cells().get(column.property());
    return read.values().get(column.property()) instanceof BigDecimal value && cell != null
        ? new Sum(value, rounding(column, cell, value), 0)
        : Sum.NONE;
  }

  /** A row that is refused as a whole may or may not be in the sums, as one that is hidden. */
  private static boolean concerns(Finding found, LedgerColumn column) {
    return found.property() == null || column.property().equals(found.property());
  }

  private BigDecimal rounding(LedgerColumn column, Cell cell, BigDecimal value) {
    return Rounding.of(cell.text(), value, unit(column), reader.property(column).type().scale());
  }

  /** Adds a row of sums, or a heading, where it stands among the records. */
  void state(Row row, RowKind kind) {
    Map<LedgerColumn, Cell> cells = new LinkedHashMap<>();
    columns.forEach(
        (column, place) -> {
          Cell cell = row.cell(place);
          if (cell != null && reader.read(column, cell).value() instanceof BigDecimal) {
            cells.put(column, cell);
          }
        });
    stated.add(new Stated(row, kind, cells, new LinkedHashMap<>(running), records));
  }

  /** What disagrees, by row and cell, when all rows are read. */
  List<Disagreement> compare() {
    List<Disagreement> found = new ArrayList<>();
    for (int i = 0; i < stated.size(); i++) {
      Stated sum = stated.get(i);
      List<LedgerColumn> wrong = List.of();
      Map<LedgerColumn, Sum> nearest = Map.of();
      boolean first = true;
      for (Map<LedgerColumn, Sum> block : blocks(i)) {
        List<LedgerColumn> differing = differing(sum, block);
        if (first || differing.size() < wrong.size()) {
          wrong = differing;
          nearest = block;
        }
        first = false;
      }
      for (LedgerColumn column : wrong) {
        found.add(disagreement(sum, column, nearest.get(column)));
      }
    }
    return found;
  }

  private List<LedgerColumn> differing(Stated sum, Map<LedgerColumn, Sum> block) {
    List<LedgerColumn> differing = new ArrayList<>();
    sum.cells()
        .forEach(
            (column, cell) -> {
              BigDecimal value = (BigDecimal) reader.read(column, cell).value();
              if (!block.get(column).agrees(value, rounding(column, cell, value))) {
                differing.add(column);
              }
            });
    return differing;
  }

  /** The blocks that a row may be the sum of, the likeliest first. */
  private List<Map<LedgerColumn, Sum>> blocks(int place) {
    Map<LedgerColumn, Sum> here = stated.get(place).before();
    List<Map<LedgerColumn, Sum>> above = new ArrayList<>();
    for (int i = place - 1; i >= Math.max(0, place - REACH); i--) {
      above.add(minus(here, stated.get(i).before()));
    }
    above.add(here);
    List<Map<LedgerColumn, Sum>> below = new ArrayList<>();
    for (int i = place + 1; i < Math.min(stated.size(), place + REACH); i++) {
      below.add(minus(stated.get(i).before(), here));
    }
    below.add(minus(running, here));
    boolean heads = stated.get(place).kind() == RowKind.HEADING;
    List<Map<LedgerColumn, Sum>> blocks = new ArrayList<>(heads ? below : above);
    blocks.addAll(heads ? above : below);
    blocks.add(running);
    blocks.removeIf(Map::isEmpty);
    return blocks;
  }

  private static Map<LedgerColumn, Sum> minus(
      Map<LedgerColumn, Sum> whole, Map<LedgerColumn, Sum> part) {
    Map<LedgerColumn, Sum> rest = new LinkedHashMap<>();
    whole.forEach((column, sum) -> rest.put(column, sum.minus(part.get(column))));
    return rest;
  }

  private Disagreement disagreement(Stated sum, LedgerColumn column, Sum rows) {
    Property property = reader.property(column);
    Cell cell = sum.cells().get(column);
    Unit unit = unit(column);
    String added =
        unit.fromBase(rows.value(), 4).stripTrailingZeros().toPlainString() + unit.label();
    return new Disagreement(
        sum.row(),
        cell.reference(),
        new Finding(
            Severity.WARNING,
            "TOTAL_DISAGREES",
            column.property(),
            Shown.text(cell.text()),
            "“%s”的合计填“%s”，与各行相加不符（各行合计 %s），请核对是否漏行或填错"
                .formatted(property.label(), Shown.text(cell.text()), added)));
  }

  private Unit unit(LedgerColumn column) {
    return units.unit(column.unit(), column.name());
  }

  /** What disagrees, and in which cell. */
  record Disagreement(Row row, String cell, Finding finding) {}

  /**
   * A row of sums.
   *
   * @param cells the sums that could be read
   * @param before sums of all records above it
   * @param records how many those are
   */
  private record Stated(
      Row row,
      RowKind kind,
      Map<LedgerColumn, Cell> cells,
      Map<LedgerColumn, Sum> before,
      int records) {}

  /**
   * The sum of a block of rows, in base units.
   *
   * @param rounding how far the rows' rounding may have moved it
   * @param unread rows that could not be read
   */
  private record Sum(BigDecimal value, BigDecimal rounding, int unread) {
    static final Sum NONE = new Sum(BigDecimal.ZERO, BigDecimal.ZERO, 0);
    static final Sum UNREAD = new Sum(BigDecimal.ZERO, BigDecimal.ZERO, 1);

    Sum plus(Sum next) {
      return new Sum(value.add(next.value), rounding.add(next.rounding), unread + next.unread);
    }

    Sum minus(Sum part) {
      return new Sum(
          value.subtract(part.value), rounding.subtract(part.rounding), unread - part.unread);
    }

    boolean agrees(BigDecimal stated, BigDecimal ownRounding) {
      return unread > 0 || stated.subtract(value).abs().compareTo(rounding.add(ownRounding)) <= 0;
    }
  }
}
