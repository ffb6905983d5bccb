package io.mujun.sample;

import io.mujun.sample.LedgerLayout.Column;
import io.mujun.sample.LedgerSheet.Kind;
import io.mujun.sample.LedgerSheet.Line;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;

/** The lines of one statement, with its sums, made as they are asked for. */
final class LedgerLines implements Iterator<Line> {
  private final LedgerLayout layout;
  private final Iterator<Map<String, String>> rows;
  private final Units units;
  private final Queue<Line> ready = new ArrayDeque<>();
  private final ColumnSums total = new ColumnSums();
  private ColumnSums subtotal = new ColumnSums();
  private String group;
  private int serial;

  /**
   * @param rows column → text, those of a group adjoining
   */
  LedgerLines(LedgerLayout layout, Iterator<Map<String, String>> rows, Units units) {
    this.layout = layout;
    this.rows = rows;
    this.units = units;
    if (!rows.hasNext()) {
      end();
    }
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || rows.hasNext();
  }

  @Override
  public Line next() {
    if (ready.isEmpty()) {
      if (!rows.hasNext()) {
        throw new NoSuchElementException();
      }
      take(rows.next());
      if (!rows.hasNext()) {
        end();
      }
    }
    return ready.remove();
  }

  private void take(Map<String, String> row) {
    String next = group(row);
    if (serial > 0 && !next.equals(group)) {
      endGroup();
    }
    group = next;
    serial++;
    ready.add(line(row));
    List<Optional<Amount>> amounts = amounts(row);
    subtotal.add(amounts);
    total.add(amounts);
  }

  private void end() {
    if (serial > 0) {
      endGroup();
    }
    if (layout.total() != null) {
      ready.add(total.line(layout.total(), layout.columns().size()));
    }
  }

  private void endGroup() {
    if (layout.groupBy() != null) {
      ready.add(subtotal.line("小计", layout.columns().size()));
      subtotal = new ColumnSums();
    }
  }

  private Line line(Map<String, String> row) {
    List<String> cells = new ArrayList<>();
    for (Column column : layout.columns()) {
      String text =
          column.value().equals("serial") ? Integer.toString(serial) : row.get(column.value());
      if (column.unit() != null) {
        text = Amount.shown(text, unit(column.rowsUnit()), unit(column.unit()));
      }
      cells.add(text == null ? "" : text);
    }
    return new Line(Kind.RECORD, group, cells);
  }

  private List<Optional<Amount>> amounts(Map<String, String> row) {
    List<Optional<Amount>> amounts = new ArrayList<>();
    for (Column column : layout.columns()) {
      amounts.add(
          column.unit() == null
              ? Optional.empty()
              : Amount.parse(
                  row.get(column.value()), unit(column.rowsUnit()), unit(column.unit()), units));
    }
    return amounts;
  }

  private String group(Map<String, String> row) {
    return layout.groupBy() == null
        ? ""
        : Objects.requireNonNullElse(row.get(layout.groupBy()), "");
  }

  private Unit unit(String code) {
    return units.unit(code, "samples/layouts");
  }
}
