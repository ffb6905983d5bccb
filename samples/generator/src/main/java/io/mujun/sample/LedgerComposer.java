package io.mujun.sample;

import io.mujun.sample.LedgerLayout.Column;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lays rows out as the ledger of one period, with its sums, and holds none of them. */
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
   * @param rows gone through each time that the lines are; column → text; a month's column
   *     (yyyy-MM) holds "year to date;month;since start"
   */
  LedgerSheet compose(LedgerLayout layout, Iterable<Map<String, String>> rows, YearMonth period) {
    Iterable<Map<String, String>> stated =
        isMonthly(layout) ? () -> figures(layout, rows, period).iterator() : rows;
    return new LedgerSheet(
        layout.sheet(),
        LedgerLayout.fill(layout.title(), period),
        layout.unitLine(),
        layout.columns().stream().map(Column::header).toList(),
        indexOf(layout, layout.groupBy()),
        () -> new LedgerLines(layout, stated.iterator(), units),
        layout.notes().stream().map(note -> LedgerLayout.fill(note, period)).toList());
  }

  private Stream<Map<String, String>> figures(
      LedgerLayout layout, Iterable<Map<String, String>> rows, YearMonth period) {
    return StreamSupport.stream(rows.spliterator(), false)
        .filter(row -> row.get(period.toString()) != null)
        .map(row -> withFigures(row, period, layout));
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
