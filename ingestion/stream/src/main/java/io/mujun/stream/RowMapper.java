package io.mujun.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.source.DatabaseColumn;
import io.mujun.warehouse.source.StreamSource;
import io.mujun.warehouse.validation.Finding;
import io.mujun.warehouse.validation.RecordValidator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns rows of one source table into typed records of its contract, and says what is wrong. */
final class RowMapper {
  private static final String AREA = "area_code";
  private static final String ZONE = "zone_code";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final StreamSource source;
  private final Contract contract;
  private final Zones zones;
  private final RecordValidator validator;
  private final Map<String, Property> properties;
  private final Map<String, Unit> unitOfColumn = new HashMap<>();

  /**
   * @throws MujunException {@code SOURCE_FILE_INVALID} where the source fills a property that the
   *     contract does not declare
   */
  RowMapper(StreamSource source, Contract contract, Zones zones, Units units) {
    this.source = source;
    this.contract = contract;
    this.zones = zones;
    this.validator = new RecordValidator(contract);
    this.properties = contract.propertiesByName();
    for (DatabaseColumn column : source.columns()) {
      if (!properties.containsKey(column.property())) {
        throw new MujunException(
            "SOURCE_FILE_INVALID",
            "%s.yaml: column '%s' fills '%s', which %s does not declare."
                .formatted(
                    source.source(), column.column(), column.property(), contract.qualifiedName()));
      }
      if (column.unit() != null) {
        unitOfColumn.put(column.column(), units.unit(column.unit(), source.source() + ".yaml"));
      }
    }
  }

  Contract contract() {
    return contract;
  }

  StreamSource source() {
    return source;
  }

  /** Text of the row's key in the source: its columns joined with {@code /}. */
  String key(Map<String, String> row) {
    return String.join(
        "/", source.key().stream().map(column -> String.valueOf(row.get(column))).toList());
  }

  /** Maps a row; whatever is wrong with it stands in the findings. */
  MappedRow map(Map<String, String> row) {
    Map<String, Object> values = new HashMap<>();
    Map<String, Map<String, String>> received = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    source.constants().forEach((property, text) -> put(property, text, null, values, findings));
    if (source.zoneCode() != null) {
      values.put(ZONE, source.zoneCode());
    }
    for (DatabaseColumn column : source.columns()) {
      String text = row.get(column.column());
      if (text == null || text.isBlank()) {
        continue;
      }
      if (column.property().equals(ZONE)) {
        resolveZone(text.strip(), values, findings);
      } else if (column.values().isEmpty()) {
        put(column.property(), text, unitOfColumn.get(column.column()), values, findings);
      } else {
        choose(column, text.strip(), values, findings);
      }
      if (!properties.get(column.property()).isPersonal()
          && !text.equals(String.valueOf(values.get(column.property())))) {
        received.put(column.property(), Map.of("text", text));
      }
    }
    if (values.get(AREA) instanceof String area && !values.containsKey(ZONE)) {
      resolveZone(area, values, findings);
    }
    List<String> faulty = findings.stream().map(Finding::property).toList();
    for (Finding finding : validator.validate(values)) {
      if (!faulty.contains(finding.property())) {
        findings.add(finding);
      }
    }
    return new MappedRow(values, json(received), List.copyOf(findings));
  }

  private void put(
      String name, String text, Unit unit, Map<String, Object> values, List<Finding> findings) {
    Property property = properties.get(name);
    Optional<Object> value = ColumnText.parse(text, property.type(), unit);
    if (value.isPresent()) {
      values.put(name, value.get());
    } else {
      findings.add(unreadable(property, text));
    }
  }

  private void choose(
      DatabaseColumn column, String text, Map<String, Object> values, List<Finding> findings) {
    String value = column.values().get(text);
    if (value != null) {
      put(column.property(), value, null, values, findings);
      return;
    }
    Property property = properties.get(column.property());
    findings.add(
        error(
            "VALUE_NOT_LISTED",
            property,
            text,
            "的“%s”不在可填的选项之内，请从“%s”中选填"
                .formatted(shown(property, text), String.join("、", column.values().keySet()))));
  }

  private static Finding unreadable(Property property, String text) {
    String shown = shown(property, text);
    return switch (property.type().kind()) {
      case DATE, TIMESTAMP ->
          error("DATE_EXPECTED", property, text, "应填日期，现为“%s”，请写成“2024-04-05”".formatted(shown));
      case INT, LONG, DECIMAL ->
          error("NUMBER_EXPECTED", property, text, "应填数字，现为“%s”，请改为数字".formatted(shown));
      case BOOLEAN, STRING ->
          error("VALUE_TYPE", property, text, "应填“是”或“否”，现为“%s”，请改正".formatted(shown));
    };
  }

  private static Finding error(String code, Property property, String text, String fault) {
    return new Finding(
        Severity.ERROR,
        code,
        property.name(),
        shown(property, text),
        "“%s”%s".formatted(property.label(), fault));
  }

  private static String shown(Property property, String text) {
    return property.isPersonal() ? "***" : text;
  }

  private void resolveZone(String area, Map<String, Object> values, List<Finding> findings) {
    Optional<Zone> zone = zones.ofArea(area);
    if (zone.isPresent()) {
      values.put(ZONE, zone.get().code());
    } else {
      findings.add(
          new Finding(
              Severity.ERROR,
              "AREA_UNKNOWN",
              ZONE,
              area,
              "区划代码“%s”不属于任何示范区，请核对，或在 codes/area.csv 中登记".formatted(area)));
    }
  }

  private static String json(Map<String, Map<String, String>> received) {
    if (received.isEmpty()) {
      return null;
    }
    try {
      return JSON.writeValueAsString(received);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
