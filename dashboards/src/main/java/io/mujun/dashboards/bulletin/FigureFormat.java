package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;

/** Prints values as officials write them: 亿元 for large sums, ≥ for a lower bound. */
final class FigureFormat {
  private static final String LARGE_MONEY = "CNY_100M";
  private static final int SCALE = 6;

  private final Units units;
  private final Map<String, String> nullReasons;

  FigureFormat(Warehouse warehouse) {
    this.units = warehouse.units();
    this.nullReasons = warehouse.codeLabels("null_reason");
  }

  /** A metric's published value; null where none was published. */
  Figure figure(Measure measure, PublishedValues.Value value) {
    String reason = value == null || value.nullReason() == null ? "" : value.nullReason();
    String note =
        reason.equals("not_applicable") ? "不适用" : nullReasons.getOrDefault(reason, reason);
    return value == null
        ? figure(measure, null, Bound.EXACT, note, "")
        : figure(measure, value.value(), value.bound(), note, value.light());
  }

  /** A metric's value; null is printed as a dash with its reason. */
  private Figure figure(Measure measure, BigDecimal value, Bound bound, String note, String light) {
    if (value == null) {
      return new Figure(measure.name(), "—", "", note, "");
    }
    Unit unit = units.unit(measure.unit(), measure.name());
    Unit shown = shown(unit, value);
    BigDecimal converted = shown.fromBase(unit.toBase(value, SCALE), SCALE);
    String sign = unit.sign() == Unit.Sign.ALWAYS && value.signum() >= 0 ? "+" : "";
    return new Figure(
        measure.name(),
        bound.mark() + sign + number(converted, shown.digits()),
        shown.label(),
        note,
        light);
  }

  /** An amount in 元, printed in 万元 or 亿元. */
  String money(BigDecimal amount, Bound bound) {
    if (amount == null) {
      return "—";
    }
    Unit unit = shown(units.unit("CNY_10K", "bulletin"), amount.movePointLeft(4));
    return bound.mark() + number(unit.fromBase(amount, SCALE), unit.digits()) + unit.label();
  }

  /** A number of percent, without its sign. */
  String percent(BigDecimal value) {
    return number(value, units.unit("percent", "bulletin").digits());
  }

  /** A number with just so many digits after the point, rounded half up. */
  private static String number(BigDecimal value, int digits) {
    DecimalFormat format =
        new DecimalFormat(
            "#,##0" + (digits == 0 ? "" : "." + "0".repeat(digits)),
            DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(value);
  }

  private Unit shown(Unit unit, BigDecimal value) {
    Unit large = units.unit(LARGE_MONEY, "bulletin");
    boolean isLarge =
        unit.quantity().equals(large.quantity())
            && unit.toBase(value.abs(), SCALE).compareTo(large.numerator()) >= 0;
    return isLarge ? large : unit;
  }
}
