package io.mujun.record.value;

import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads single cells, for tests. */
final class ReadCells {
  static final Units UNITS = new Warehouse(Path.of("../../warehouse")).units();
  private static final ValueReader READER = new ValueReader(UNITS, 2024);

  private ReadCells() {}

  static Reading quantity(String text, String unit) {
    return read(
        new Cell("A1", text, Cell.Kind.TEXT),
        new PhysicalType(PhysicalType.Kind.DECIMAL, 20, 2),
        unit);
  }

  static Reading area(String text, String unit) {
    return read(
        new Cell("A1", text, Cell.Kind.TEXT),
        new PhysicalType(PhysicalType.Kind.DECIMAL, 20, 6),
        unit);
  }

  static Reading date(String text, Cell.Kind kind) {
    return read(new Cell("A1", text, kind), new PhysicalType(PhysicalType.Kind.DATE, 0, 0), null);
  }

  static Reading of(PhysicalType.Kind type, String text, Cell.Kind kind) {
    return read(new Cell("A1", text, kind), new PhysicalType(type, 20, 2), null);
  }

  static Reading read(Cell cell, PhysicalType type, String unit) {
    return READER.read(cell, property(type, null), unit(unit), Map.of());
  }

  static Reading identifier(String text) {
    return READER.read(
        new Cell("A1", text, Cell.Kind.TEXT),
        property(new PhysicalType(PhysicalType.Kind.STRING, 0, 0), "project_code"),
        null,
        Map.of());
  }

  static Unit unit(String code) {
    return code == null ? null : UNITS.unit(code, "test");
  }

  private static Property property(PhysicalType type, String identifier) {
    return new Property(
        "value",
        "数值",
        "",
        type,
        Property.Presence.OPTIONAL,
        0,
        0,
        null,
        null,
        identifier,
        Property.Sensitivity.PUBLIC,
        null,
        List.of(),
        List.of(),
        "ods.test");
  }
}
