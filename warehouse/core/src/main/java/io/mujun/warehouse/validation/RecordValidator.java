package io.mujun.warehouse.validation;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Severity;
import io.mujun.warehouse.identifier.Identifier;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Checks records against one contract: required columns, types, value lists, decimals that fit, and
 * identifiers. Columns are checked in the contract's order.
 */
public final class RecordValidator {
  private final List<Property> properties;

  /** Checks the table's own columns; provenance is the reader's own. */
  public RecordValidator(Contract contract) {
    this.properties = contract.ownProperties();
  }

  /**
   * Holds one record against the contract.
   *
   * @param values column → String, Boolean, Integer, Long, BigDecimal, LocalDate or LocalDateTime,
   *     by the column's type; absent and null are the same
   * @return what is wrong; empty where the record may enter as it is
   */
  public List<Finding> validate(Map<String, ?> values) {
    List<Finding> findings = new ArrayList<>();
    for (Property property : properties) {
      Object value = values.get(property.name());
      if (value == null) {
        if (property.isRequired()) {
          findings.add(error("VALUE_MISSING", property, null, "必填，不能为空，请补填"));
        }
      } else {
        check(property, value, findings);
      }
    }
    return List.copyOf(findings);
  }

  private static void check(Property property, Object value, List<Finding> findings) {
    String text = value.toString();
    if (!fits(property.type(), value)) {
      findings.add(
          error(
              "VALUE_TYPE",
              property,
              text,
              "的值“" + text + "”不是" + typeName(property.type()) + "，请改正"));
      return;
    }
    if (!property.validValues().isEmpty() && !property.validValues().contains(value.toString())) {
      findings.add(
          error(
              "VALUE_NOT_ALLOWED",
              property,
              text,
              "的值“" + text + "”不在允许范围内：" + String.join("、", property.validValues())));
    }
    if (property.identifier() != null) {
      Identifier identifier = Identifier.named(property.identifier());
      identifier
          .fault(value.toString())
          .ifPresent(fault -> findings.add(identifierFault(identifier, property, text, fault)));
    }
  }

  /** What is wrong with an identifier tells its form, and nothing of a person's number. */
  private static Finding identifierFault(
      Identifier identifier, Property property, String text, String fault) {
    return property.isPersonal()
        ? Finding.concealed(
            identifier.severity(), identifier.findingCode(), property, "有误：" + fault)
        : Finding.of(
            identifier.severity(), identifier.findingCode(), property, text, "有误：" + fault);
  }

  private static boolean fits(PhysicalType type, Object value) {
    return switch (type.kind()) {
      case STRING -> value instanceof String;
      case BOOLEAN -> value instanceof Boolean;
      case INT -> value instanceof Integer;
      case LONG -> value instanceof Long;
      case DATE -> value instanceof LocalDate;
      case TIMESTAMP -> value instanceof LocalDateTime;
      case DECIMAL -> value instanceof BigDecimal decimal && fits(type, decimal);
    };
  }

  private static boolean fits(PhysicalType type, BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() <= type.scale()
        && stripped.precision() - stripped.scale() <= type.precision() - type.scale();
  }

  private static String typeName(PhysicalType type) {
    return switch (type.kind()) {
      case STRING -> "文字";
      case BOOLEAN -> "是/否";
      case INT, LONG -> "整数";
      case DATE -> "日期";
      case TIMESTAMP -> "时间";
      case DECIMAL ->
          "不超过 %d 位整数、%d 位小数的数".formatted(type.precision() - type.scale(), type.scale());
    };
  }

  private static Finding error(String code, Property property, String text, String fault) {
    return Finding.of(Severity.ERROR, code, property, text, fault);
  }
}
