package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.Row;
import io.mujun.record.RecordReader;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Shown;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.validation.Finding;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the sums that a ledger states (小计, 合计) with the sums of its rows: those since the last
 * such row, or all of them. A column with a cell that could not be read is not compared.
 */
final class Totals {
  private final RecordReader reader;
  private final Map<LedgerColumn, Integer> columns = new HashMap<>();
  private final Map<LedgerColumn, Sum> all = new HashMap<>();
  private final Map<LedgerColumn, Sum> sinceLast = new HashMap<>();

  Totals(RecordReader reader, Map<LedgerColumn, Integer> columns) {
    this.reader = reader;
    columns.forEach(
        (column, place) -> {
          Property property = reader.property(column);
          if (property.type().kind() == PhysicalType.Kind.DECIMAL && column.unit() != null) {
            this.columns.put(column, place);
            all.put(column, Sum.EMPTY);
            sinceLast.put(column, Sum.EMPTY);
          }
        });
  }

  void add(SourceRecord read) {
    for (LedgerColumn column : columns.keySet()) {
      boolean unread =
          read.findings().stream()
              .anyMatch(found -> found.isError() && column.property().equals(found.property()));
      BigDecimal value =
          unread
              ? null
              : (BigDecimal) read.values().getOrDefault(column.property(), BigDecimal.ZERO);
      all.computeIfPresent(column, (key, sum) -> sum.plus(value));
      sinceLast.computeIfPresent(column, (key, sum) -> sum.plus(value));
    }
  }

  /** Compares one row of sums; returns what disagrees, by the cell. */
  List<Disagreement> compare(Row row) {
    List<Disagreement> found = new ArrayList<>();
    columns.forEach(
        (column, place) -> {
          Cell cell = row.cell(place);
          if (cell != null && reader.read(column, cell).value() instanceof BigDecimal stated) {
            if (!all.get(column).agrees(stated) && !sinceLast.get(column).agrees(stated)) {
              found.add(disagreement(column, cell));
            }
          }
        });
    sinceLast.replaceAll((column, sum) -> Sum.EMPTY);
    return found;
  }

  private Disagreement disagreement(LedgerColumn column, Cell cell) {
    Property property = reader.property(column);
    return new Disagreement(
        cell.reference(),
        new Finding(
            Severity.WARNING,
            "TOTAL_DISAGREES",
            column.property(),
            Shown.text(cell.text()),
            "“%s”的合计填“%s”，与各行相加不符（各行合计 %s，基本单位），请核对是否漏行或填错"
                .formatted(
                    property.label(),
                    Shown.text(cell.text()),
                    all.get(column).value().stripTrailingZeros().toPlainString())));
  }

  /** What disagrees, and in which cell. */
  record Disagreement(String cell, Finding finding) {}

  /**
   * A running sum.
   *
   * @param count rows in it, each of which may have been rounded
   * @param complete whether every row could be read
   */
  private record Sum(BigDecimal value, int count, Completeness complete) {
    static final Sum EMPTY = new Sum(BigDecimal.ZERO, 0, Completeness.WHOLE);
    private static final BigDecimal ROUNDING = new BigDecimal("0.01");

    Sum plus(BigDecimal next) {
      return next == null
          ? new Sum(value, count + 1, Completeness.LACKING)
          : new Sum(value.add(next), count + 1, complete);
    }

    boolean agrees(BigDecimal stated) {
      BigDecimal tolerance = ROUNDING.multiply(BigDecimal.valueOf(count + 1L));
      return complete == Completeness.LACKING
          || stated.subtract(value).abs().compareTo(tolerance) <= 0;
    }
  }

  /** Whether a sum holds every row. */
  private enum Completeness {
    WHOLE,
    LACKING
  }
}
