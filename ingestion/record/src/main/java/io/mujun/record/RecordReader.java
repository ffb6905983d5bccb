package io.mujun.record;

import io.mujun.record.value.Cell;
import io.mujun.record.value.Reading;
import io.mujun.record.value.Shown;
import io.mujun.record.value.Texts;
import io.mujun.record.value.ValueReader;
import io.mujun.warehouse.Bound;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.validation.Finding;
import io.mujun.warehouse.validation.RecordValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Turns the cells of one row into a record of the contract, whatever kind of source they come from.
 * A record that is to go need not be right, but for its key, its zone and what the table cannot do
 * without.
 */
public final class RecordReader {
  private static final String ZONE = "zone_code";
  private static final String AREA = "area_code";

  private final SourceDefinition source;
  private final IngestRules rules;
  private final Map<String, Property> properties;
  private final Map<String, String> boundColumns = new HashMap<>();
  private final Map<String, Unit> units = new HashMap<>();
  private final Map<String, Object> fixed;
  private final Set<String> neededToDelete = new HashSet<>(List.of(ZONE, AREA));
  private final ValueReader values;
  private final RecordValidator validator;

  /**
   * @param fixed property → value that all records have besides the source's constants, such as the
   *     period
   * @param statementYear what 今年 means, or null
   */
  public RecordReader(
      SourceDefinition source,
      IngestRules rules,
      Map<String, Object> fixed,
      Integer statementYear) {
    this.source = source;
    this.rules = rules;
    Contract contract = rules.contracts().table(source.table());
    this.properties = contract.propertiesByName();
    this.values = new ValueReader(rules.units(), statementYear);
    this.validator = new RecordValidator(contract);
    neededToDelete.addAll(contract.key());
    contract.ownProperties().stream()
        .filter(Property::isRequired)
        .map(Property::name)
        .forEach(neededToDelete::add);
    for (Property property : contract.properties()) {
      if (property.boundOf() != null) {
        boundColumns.put(property.boundOf(), property.name());
      }
    }
    for (SourceDefinition.Column column : source.columns()) {
      if (column.unit() != null) {
        units.put(column.property(), rules.units().unit(column.unit(), source.source()));
      }
    }
    this.fixed = new LinkedHashMap<>(constants());
    this.fixed.putAll(fixed);
    if (source.zoneCode() != null) {
      this.fixed.put(ZONE, source.zoneCode());
    }
  }

  /** The property that a column becomes. */
  public Property property(SourceDefinition.Column column) {
    return properties.get(column.property());
  }

  /** Reads one cell of a column. */
  public Reading read(SourceDefinition.Column column, Cell cell) {
    return values.read(cell, property(column), units.get(column.property()), column.values());
  }

  /**
   * Reads one row.
   *
   * @param cells the cell of a column, or null
   * @param faults faults found before, each refusing the record
   */
  public SourceRecord read(
      Function<SourceDefinition.Column, Cell> cells,
      String operation,
      Locator locator,
      List<Finding> faults) {
    Map<String, Object> record = new LinkedHashMap<>(fixed);
    Map<String, Cell> texts = new LinkedHashMap<>();
    Set<String> faulty = new HashSet<>();
    faults.forEach(fault -> faulty.add(fault.property()));
    List<Finding> found = new ArrayList<>();
    for (SourceDefinition.Column column : source.columns()) {
      Cell cell = cells.apply(column);
      if (cell == null) {
        continue;
      }
      texts.put(column.property(), cell);
      if (!faulty.contains(column.property())) {
        Finding finding = take(column, cell, record);
        if (finding != null) {
          faulty.add(column.property());
          found.add(finding);
        }
      }
    }
    resolveZone(record, faulty).ifPresent(found::add);
    validator.validate(record).stream()
        .filter(finding -> !faulty.contains(finding.property()))
        .forEach(found::add);
    List<Finding> findings = new ArrayList<>(faults);
    found.forEach(finding -> findings.add(asNeeded(finding, operation)));
    return new SourceRecord(record, operation, locator, texts, List.copyOf(findings));
  }

  private Finding asNeeded(Finding finding, String operation) {
    return !SourceRecord.DELETE.equals(operation) || neededToDelete.contains(finding.property())
        ? finding
        : new Finding(
            Severity.WARNING,
            finding.code(),
            finding.property(),
            finding.text(),
            finding.message());
  }

  private Finding take(SourceDefinition.Column column, Cell cell, Map<String, Object> record) {
    Property property = property(column);
    Reading reading = read(column, cell);
    if (reading.fault() != null) {
      return fault(property, cell, reading.fault());
    }
    if (reading.value() == null) {
      return null;
    }
    String boundColumn = boundColumns.get(property.name());
    if (boundColumn != null) {
      record.put(boundColumn, reading.bound().code());
    } else if (reading.bound() != Bound.EXACT) {
      return fault(
          property,
          cell,
          new Reading.Fault("BOUND_NOT_KEPT", "不能填约数，现为“" + Shown.text(cell.text()) + "”，请填确切数"));
    }
    record.put(property.name(), reading.value());
    return null;
  }

  private static Finding fault(Property property, Cell cell, Reading.Fault fault) {
    return Finding.of(
        Severity.ERROR, fault.code(), property, Shown.text(cell.text()), fault.message());
  }

  /**
   * Systems name areas by old codes and codes of their own; the zone is looked up. What is wrong
   * with the area is not told of the zone once more.
   */
  private Optional<Finding> resolveZone(Map<String, Object> record, Set<String> faulty) {
    if (source.zoneCode() != null) {
      return Optional.empty();
    }
    String named = areaColumn();
    if (!(record.get(named) instanceof String area)) {
      if (named.equals(AREA) && (faulty.contains(AREA) || properties.get(AREA).isRequired())) {
        faulty.add(ZONE);
      }
      return Optional.empty();
    }
    Optional<Zone> zone = rules.zones().ofArea(area);
    if (zone.isPresent()) {
      record.put(ZONE, zone.get().code());
      return Optional.empty();
    }
    record.remove(ZONE);
    faulty.add(ZONE);
    return Optional.of(
        new Finding(
            Severity.ERROR,
            "AREA_UNKNOWN",
            named,
            Shown.text(area),
            "区划代码“" + Shown.text(area) + "”不属于任何示范区，请核对；确为示范区自编代码的，请报市级补登对照表"));
  }

  /** The column by which records name their area; some have no place of its own for it. */
  private String areaColumn() {
    return source.columns().stream().anyMatch(column -> column.property().equals(AREA))
        ? AREA
        : ZONE;
  }

  private Map<String, Object> constants() {
    Map<String, Object> typed = new LinkedHashMap<>();
    source
        .constants()
        .forEach(
            (name, text) -> {
              Cell cell = new Cell(name, text, Cell.Kind.UNTYPED);
              Reading reading = values.read(cell, properties.get(name), null, Map.of());
              if (reading.value() == null || Texts.isBlank(text)) {
                throw new MujunException(
                    "SOURCE_CONTRADICTS_CONTRACT",
                    "ingestion/sources/%s.yaml: constant '%s': '%s' is no %s"
                        .formatted(source.source(), name, text, properties.get(name).type().sql()));
              }
              typed.put(name, reading.value());
            });
    return typed;
  }
}
