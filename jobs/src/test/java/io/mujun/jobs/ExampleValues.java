package io.mujun.jobs;

import io.mujun.warehouse.PhysicalType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** One way to write each value, whoever wrote it. */
final class ExampleValues {
  private ExampleValues() {}

  static String normal(PhysicalType type, String value) {
    return type.kind() == PhysicalType.Kind.DECIMAL
        ? new BigDecimal(value).setScale(type.scale(), RoundingMode.HALF_UP).toPlainString()
        : value;
  }
}
