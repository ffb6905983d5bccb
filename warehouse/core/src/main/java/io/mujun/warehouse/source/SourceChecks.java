package io.mujun.warehouse.source;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds a source file against the contract it fills: every property is the contract's, every unit
 * measures what the property measures, every mapped value is allowed, every required property is
 * filled.
 */
public final class SourceChecks {
  private static final String ZONE = "zone_code";
  private static final String AREA = "area_code";

  private final SourceDefinition source;
  private final Contract contract;
  private final Units units;

  private SourceChecks(SourceDefinition source, Contract contract, Units units) {
    this.source = source;
    this.contract = contract;
    this.units = units;
  }

  /**
   * Checks one source.
   *
   * @throws MujunException {@code SOURCE_CONTRADICTS_CONTRACT} with source, column and fault
   */
  public static void check(SourceDefinition source, Contracts contracts, Units units) {
    if (!contracts.contains(source.table())) {
      throw fault(source, "table", "no contract declares " + source.table());
    }
    SourceChecks checks = new SourceChecks(source, contracts.table(source.table()), units);
    source.columns().forEach(checks::checkColumn);
    source.constants().forEach(checks::checkConstant);
    checks.checkPeriod();
    checks.checkFilled();
  }

  private void checkColumn(SourceDefinition.Column column) {
    String place = "column '" + column.name() + "'";
    Property property = property(column.property(), place);
    checkUnit(column, property, place);
    column.values().values().forEach(value -> checkValue(property, value, place));
  }

  private void checkUnit(SourceDefinition.Column column, Property property, String place) {
    if (column.unit() == null) {
      if (property.unit() != null && property.type().kind() == PhysicalType.Kind.DECIMAL) {
        throw fault(place, property.name() + " has a unit, so the column needs 'unit'");
      }
      return;
    }
    Unit unit = units.unit(column.unit(), source.source() + ": " + place);
    if (property.unit() == null) {
      throw fault(place, property.name() + " has no unit, so the column must not have one");
    }
    unit.requireSameQuantity(
        units.unit(property.unit(), contract.qualifiedName()), source.source() + ": " + place);
  }

  private void checkConstant(String name, String value) {
    String place = "constant '" + name + "'";
    checkValue(property(name, place), value, place);
  }

  private void checkValue(Property property, String value, String place) {
    if (!property.validValues().isEmpty() && !property.validValues().contains(value)) {
      throw fault(place, "'" + value + "' is not one of " + property.validValues());
    }
  }

  private void checkPeriod() {
    if (!(source instanceof LedgerSource ledger) || ledger.period() == null) {
      return;
    }
    Property property = property(ledger.period().property(), "period");
    PhysicalType.Kind kind = property.type().kind();
    if (kind != PhysicalType.Kind.DATE && kind != PhysicalType.Kind.INT) {
      throw fault("period", property.name() + " has to be a date (year and month) or a year (int)");
    }
  }

  private void checkFilled() {
    Set<String> filled = new HashSet<>(source.constants().keySet());
    source.columns().forEach(column -> filled.add(column.property()));
    if (source.zoneCode() != null || filled.contains(AREA)) {
      filled.add(ZONE);
    }
    if (source instanceof LedgerSource ledger && ledger.period() != null) {
      filled.add(ledger.period().property());
    }
    List<String> missing =
        contract.ownProperties().stream()
            .filter(Property::isRequired)
            .map(Property::name)
            .filter(name -> !filled.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw fault("columns", "nothing fills " + missing + ", which the contract requires");
    }
  }

  private Property property(String name, String place) {
    Map<String, Property> known = contract.propertiesByName();
    Property property = known.get(name);
    if (property == null || !contract.ownProperties().contains(property)) {
      throw fault(
          place,
          "'%s' is no property of %s, which has %s"
              .formatted(
                  name,
                  contract.qualifiedName(),
                  contract.ownProperties().stream().map(Property::name).toList()));
    }
    return property;
  }

  private MujunException fault(String place, String fault) {
    return fault(source, place, fault);
  }

  private static MujunException fault(SourceDefinition source, String place, String fault) {
    return new MujunException(
        "SOURCE_CONTRADICTS_CONTRACT",
        "ingestion/sources/" + source.source() + ".yaml: " + place + ": " + fault);
  }
}
