package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** Values as Iceberg's generic records store them. */
final class Values {
  private Values() {}

  static Object stored(Types.NestedField field, Object value) {
    if (value == null) {
      if (field.isRequired()) {
        throw new MujunException(
            "VALUE_MISSING", "The column '" + field.name() + "' must not be NULL.");
      }
      return null;
    }
    return field.type().typeId() == Type.TypeID.DECIMAL ? decimal(field, value) : value;
  }

  private static BigDecimal decimal(Types.NestedField field, Object value) {
    Types.DecimalType type = (Types.DecimalType) field.type();
    try {
      return ((BigDecimal) value).setScale(type.scale(), RoundingMode.UNNECESSARY);
    } catch (ArithmeticException inexact) {
      throw new MujunException(
          "VALUE_INEXACT",
          "%s has more than the %d decimals of the column '%s'."
              .formatted(value, type.scale(), field.name()),
          inexact);
    }
  }
}
