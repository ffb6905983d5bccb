package io.mujun.jobs.check;

import io.mujun.jobs.sql.Sql;
import io.mujun.jobs.sql.SqlRelations;
import io.mujun.jobs.sql.Views;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Rule;
import io.mujun.warehouse.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One check of a table: a condition that no row may fulfil, or a query of one number.
 *
 * @param table layer and name
 * @param name identifies it
 * @param severity whether a failure withholds the publication
 * @param message what must hold, in Chinese
 * @param fault the condition that no row may fulfil, or null
 * @param query returns one number; null where there is a fault
 * @param mustBe the number that the query must return
 */
public record Check(
    String table,
    String name,
    Severity severity,
    String message,
    String fault,
    String query,
    String mustBe) {
  private static final String UNIQUE = "unique";

  /** Whether it counts rows that fail, of which a table without rows has none. */
  boolean isOfRows() {
    return fault != null || name.equals(UNIQUE);
  }

  /** Names of the tables and views that a contract's checks read, as written. */
  public static Set<String> reads(Contract contract) {
    return of(contract).stream()
        .filter(check -> check.query() != null)
        .map(check -> SqlRelations.parse(check.query(), check.table() + ", " + check.name()))
        .flatMap(relations -> relations.names().stream())
        .collect(Collectors.toSet());
  }

  /** All checks that a contract declares. */
  static List<Check> of(Contract contract) {
    List<Check> checks = new ArrayList<>();
    for (Property property : contract.properties()) {
      if (property.isRequired()) {
        checks.add(column(contract, property, "required", "不得为空", "%1$s is null"));
      }
      if (!property.validValues().isEmpty()) {
        String values =
            property.validValues().stream().map(Sql::text).collect(Collectors.joining(", "));
        checks.add(
            column(
                contract,
                property,
                "valid_values",
                "只能取 " + String.join("、", property.validValues()),
                "cast(%1$s as string) not in (" + values + ")"));
      }
      property.rules().forEach(rule -> checks.add(rule(contract, rule)));
    }
    List<String> identity = Views.identity(contract);
    if (!identity.isEmpty()) {
      String query =
          "select count(*) from (select 1 from %s group by %s having count(*) > 1)"
              .formatted(contract.qualifiedName(), Sql.columns(identity));
      checks.add(
          new Check(
              contract.qualifiedName(),
              UNIQUE,
              Severity.ERROR,
              "主键唯一：" + String.join("、", identity),
              null,
              query,
              "0"));
    }
    contract.rules().forEach(rule -> checks.add(rule(contract, rule)));
    return checks;
  }

  private static Check column(
      Contract contract, Property property, String name, String message, String fault) {
    return new Check(
        contract.qualifiedName(),
        property.name() + "_" + name,
        Severity.ERROR,
        property.label() + message,
        fault.formatted(Sql.name(property.name())),
        null,
        "0");
  }

  private static Check rule(Contract contract, Rule rule) {
    String query =
        rule.query()
            .replace("${table}", contract.qualifiedName())
            .replace("{table}", contract.qualifiedName());
    return new Check(
        contract.qualifiedName(),
        rule.name(),
        rule.severity(),
        rule.description(),
        null,
        query,
        rule.mustBe());
  }
}
