package io.mujun.sample;

import io.mujun.sample.Amount.Precision;
import io.mujun.sample.LedgerSheet.Kind;
import io.mujun.sample.LedgerSheet.Line;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sums of a ledger's columns over the rows that were added; none holds the rows. */
final class ColumnSums {
  private final List<BigDecimal> sums = new ArrayList<>();
  private final List<Precision> precisions = new ArrayList<>();

  /**
   * Adds a row.
   *
   * @param amounts one for each column, empty where the column has no unit or the row no number
   */
  void add(List<Optional<Amount>> amounts) {
    for (int column = 0; column < amounts.size(); column++) {
      if (sums.size() == column) {
        sums.add(null);
        precisions.add(Precision.EXACT);
      }
      if (amounts.get(column).isPresent()) {
        Amount amount = amounts.get(column).get();
        BigDecimal sum = sums.get(column);
        sums.set(column, sum == null ? amount.value() : sum.add(amount.value()));
        if (amount.precision() == Precision.LOWER_BOUND) {
          precisions.set(column, Precision.LOWER_BOUND);
        }
      }
    }
  }

  /**
   * The sums as a line of the ledger.
   *
   * @param name what stands in the first cell
   * @param columns number of columns
   */
  Line line(String name, int columns) {
    List<String> cells = new ArrayList<>();
    cells.add(name);
    for (int column = 1; column < columns; column++) {
      cells.add(column < sums.size() ? shown(column) : "");
    }
    return new Line(Kind.SUM, "", cells);
  }

  private String shown(int column) {
    BigDecimal sum = sums.get(column);
    if (sum == null) {
      return "";
    }
    return Amount.show(sum) + (precisions.get(column) == Precision.LOWER_BOUND ? "余" : "");
  }
}
