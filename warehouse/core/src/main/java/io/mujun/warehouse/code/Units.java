package io.mujun.warehouse.code;

import io.mujun.warehouse.MujunException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The units of {@code codes/unit.csv}, with the header {@code
 * code,label,quantity,factor_numerator,factor_denominator,digits,sign}.
 */
public final class Units {
  private final Map<String, Unit> byCode = new LinkedHashMap<>();

  private Units(CodeTable table) {
    for (Map<String, String> row : table.rows()) {
      byCode.put(
          row.get("code"),
          new Unit(
              row.get("code"),
              row.get("label"),
              row.get("quantity"),
              new BigDecimal(row.get("factor_numerator")),
              new BigDecimal(row.get("factor_denominator")),
              Integer.parseInt(row.get("digits")),
              Unit.Sign.valueOf(row.get("sign").toUpperCase(Locale.ROOT))));
    }
  }

  public static Units read(Path file) {
    return new Units(CodeTable.read(file));
  }

  public Collection<Unit> all() {
    return byCode.values();
  }

  /**
   * The unit of this code.
   *
   * @throws MujunException {@code UNIT_UNKNOWN} with the place that names it
   */
  public Unit unit(String code, String place) {
    Unit unit = byCode.get(code);
    if (unit == null) {
      throw new MujunException(
          "UNIT_UNKNOWN",
          place
              + ": the unit '"
              + code
              + "' is not in codes/unit.csv, which has "
              + byCode.keySet());
    }
    return unit;
  }

  /** The unit that people write so, for example 万元. */
  public Optional<Unit> byLabel(String label) {
    return byCode.values().stream().filter(unit -> unit.label().equals(label)).findFirst();
  }
}
