package io.mujun.sample;

import io.mujun.sample.LedgerLayout.Column;
import io.mujun.sample.LedgerSheet.Kind;
import io.mujun.sample.LedgerSheet.Line;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Lays rows out as the ledger of one period, with its sums. */
final class LedgerComposer {
  private static final String YEAR_TO_DATE = "ytd";
  private static final String MONTH = "month";
  private static final String CUMULATIVE = "cumulative";

  private final Units units;

  LedgerComposer(Units units) {
    this.units = units;
  }

  /**
   * Composes one statement.
   *
   * @param rows column → text; a month's column (yyyy-MM) holds "year to date;month;since start"
   */
  LedgerSheet compose(LedgerLayout layout, List<Map<String, String>> rows, YearMonth period) {
    List<Map<String, String>> stated =
        isMonthly(layout)
            ? rows.stream()
                .filter(row -> row.get(period.toString()) != null)
                .map(row -> withFigures(row, period, layout))
                .toList()
            : rows;
    List<Line> lines = new ArrayList<>();
    int groupStart = 0;
    for (int i = 0; i < stated.size(); i++) {
      lines.add(line(layout, stated.get(i), i + 1));
      String group = group(layout, stated.get(i));
      boolean last = i + 1 == stated.size() || !group.equals(group(layout, stated.get(i + 1)));
      if (layout.groupBy() != null && last) {
        lines.add(sum(layout, "小计", stated.subList(groupStart, i + 1)));
        groupStart = i + 1;
      }
    }
    if (layout.total() != null) {
      lines.add(sum(layout, layout.total(), stated));
    }
    return new LedgerSheet(
        layout.sheet(),
        LedgerLayout.fill(layout.title(), period),
        layout.unitLine(),
        layout.columns().stream().map(Column::header).toList(),
        indexOf(layout, layout.groupBy()),
        lines,
        layout.notes().stream().map(note -> LedgerLayout.fill(note, period)).toList());
  }

  private Line line(LedgerLayout layout, Map<String, String> row, int serial) {
    List<String> cells = new ArrayList<>();
    for (Column column : layout.columns()) {
      String text =
          column.value().equals("serial") ? Integer.toString(serial) : row.get(column.value());
      if (column.unit() != null) {
        text = Amount.shown(text, unit(column.rowsUnit()), unit(column.unit()));
      }
      cells.add(text == null ? "" : text);
    }
    return new Line(Kind.RECORD, group(layout, row), cells);
  }

  private Line sum(LedgerLayout layout, String name, List<Map<String, String>> rows) {
    List<String> cells = new ArrayList<>();
    for (Column column : layout.columns()) {
      cells.add(column.unit() == null ? "" : sum(column, rows));
    }
    cells.set(0, name);
    return new Line(Kind.SUM, "", cells);
  }

  private String sum(Column column, List<Map<String, String>> rows) {
    List<Amount> amounts =
        rows.stream()
            .map(row -> amount(row.get(column.value()), column))
            .flatMap(Optional::stream)
            .toList();
    BigDecimal sum = amounts.stream().map(Amount::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (amounts.isEmpty()) {
      return "";
    }
    boolean bounded =
        amounts.stream().anyMatch(amount -> amount.precision() == Amount.Precision.LOWER_BOUND);
    return Amount.show(sum) + (bounded ? "余" : "");
  }

  private Optional<Amount> amount(String text, Column column) {
    return Amount.parse(text, unit(column.rowsUnit()), unit(column.unit()), units);
  }

  /** The row with its year to date, month and cumulative figures of the period. */
  private Map<String, String> withFigures(
      Map<String, String> row, YearMonth period, LedgerLayout layout) {
    String[] stated = row.get(period.toString()).split(";", -1);
    Unit unit = unit(layout.columns().get(indexOf(layout, YEAR_TO_DATE)).rowsUnit());
    Optional<BigDecimal> ytd = exact(stated[0], unit);
    String before = row.get(period.minusMonths(1).toString());
    Optional<BigDecimal> previous =
        before == null || period.getMonthValue() == 1
            ? Optional.of(BigDecimal.ZERO)
            : exact(before.split(";", -1)[0], unit);
    Map<String, String> figures = new HashMap<>(row);
    figures.put(YEAR_TO_DATE, stated[0]);
    figures.put(
        MONTH,
        part(stated, 1)
            .or(() -> ytd.flatMap(now -> previous.map(now::subtract)).map(Amount::show))
            .orElse(null));
    BigDecimal earlier = new BigDecimal(Objects.requireNonNull(row.get("cumulative_before")));
    figures.put(
        CUMULATIVE,
        part(stated, 2)
            .or(() -> ytd.map(earlier::add).map(Amount::show))
            .orElse(earlier.signum() == 0 ? stated[0] : null));
    return figures;
  }

  private Optional<BigDecimal> exact(String text, Unit unit) {
    return Amount.parse(text, unit, unit, units)
        .filter(amount -> amount.precision() == Amount.Precision.EXACT)
        .map(Amount::value);
  }

  private static Optional<String> part(String[] stated, int index) {
    return stated.length > index && !stated[index].isEmpty()
        ? Optional.of(stated[index])
        : Optional.empty();
  }

  private static boolean isMonthly(LedgerLayout layout) {
    return indexOf(layout, YEAR_TO_DATE) >= 0;
  }

  private static String group(LedgerLayout layout, Map<String, String> row) {
    return layout.groupBy() == null
        ? ""
        : Objects.requireNonNullElse(row.get(layout.groupBy()), "");
  }

  private static int indexOf(LedgerLayout layout, String value) {
    for (int i = 0; i < layout.columns().size(); i++) {
      if (layout.columns().get(i).value().equals(value)) {
        return i;
      }
    }
    return -1;
  }

  private Unit unit(String code) {
    return units.unit(code, "samples/layouts");
  }
}
