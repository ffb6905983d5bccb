package io.mujun.ingestion.ledger.rows;

import io.mujun.record.value.Texts;
import io.mujun.warehouse.code.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far a figure may be from the truth because it is written with so many digits. */
final class Rounding {
  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.(\\d+))?");
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Rounding() {}

  /**
   * Half a unit of the last digit shown, and no less than half of the last digit kept.
   *
   * @param text what stands in the cell, such as 8.31亿元
   * @param value what it was read as, in base units
   * @param column unit of the column, which a cell without one is in
   * @param scale digits after the point that are kept, in base units
   * @return in base units
   */
  static BigDecimal of(String text, BigDecimal value, Unit column, int scale) {
    BigDecimal kept = HALF.scaleByPowerOfTen(-scale);
    Matcher number = NUMBER.matcher(Texts.halfWidth(text));
    if (!number.find()) {
      return kept;
    }
    int shown = number.group(1) == null ? 0 : number.group(1).length();
    BigDecimal written = new BigDecimal(number.group().replace(",", ""));
    BigDecimal one =
        written.signum() == 0
            ? column.toBase(BigDecimal.ONE, scale)
            : value.abs().divide(written, MathContext.DECIMAL64);
    return kept.max(one.multiply(HALF).scaleByPowerOfTen(-shown));
  }
}
