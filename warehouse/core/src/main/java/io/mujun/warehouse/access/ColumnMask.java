package io.mujun.warehouse.access;

import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import java.util.Locale;

/** The SQL expression by which Trino shows a personal column. */
final class ColumnMask {
  private ColumnMask() {}

  static String expression(Property column) {
    String name = column.name();
    if (column.type().kind() != PhysicalType.Kind.STRING) {
      return "cast(null as " + trinoType(column.type()) + ")";
    }
    return switch (column.mask()) {
      case HIDE -> "cast('***' as varchar)";
      case KEEP_FIRST_LAST ->
          "substr(%1$s, 1, 1) || rpad('', greatest(length(%1$s) - 2, 1), '*')".formatted(name)
              + " || if(length(%1$s) > 2, substr(%1$s, -1), '')".formatted(name);
      case KEEP_EDGES -> edges(name);
    };
  }

  /** At most a third of the text on either side, so that a short one is not shown whole. */
  private static String edges(String name) {
    String first = "least(6, length(%1$s) / 3)".formatted(name);
    String last = "least(4, length(%1$s) / 3)".formatted(name);
    return "substr(%1$s, 1, %2$s) || rpad('', length(%1$s) - %2$s - %3$s, '*')"
            .formatted(name, first, last)
        + " || substr(%1$s, length(%1$s) - %2$s + 1)".formatted(name, last);
  }

  private static String trinoType(PhysicalType type) {
    return switch (type.kind()) {
      case STRING -> "varchar";
      case INT -> "integer";
      case TIMESTAMP -> "timestamp(6)";
      default -> type.sql().toLowerCase(Locale.ROOT);
    };
  }
}
