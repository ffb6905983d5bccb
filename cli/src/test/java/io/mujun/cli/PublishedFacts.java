package io.mujun.cli;

import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the zones have published of themselves, and what the warehouse answers to the same. */
final class PublishedFacts {
  /** Digits kept while a figure is converted from one unit to another. */
  private static final int CONVERSION_SCALE = 12;

  private final Map<String, String> published = new LinkedHashMap<>();
  private final Map<String, String> answered = new LinkedHashMap<>();

  private PublishedFacts() {}

  /**
   * Asks every question of {@code samples/facts.csv}.
   *
   * @param connection to Trino, as a user who sees all zones
   * @param repository root of the project
   */
  static PublishedFacts ask(Connection connection, Path repository) throws SQLException {
    Units units = new Warehouse(repository.resolve("warehouse")).units();
    PublishedFacts facts = new PublishedFacts();
    int line = 0;
    for (Map<String, String> fact :
        CodeTable.read(repository.resolve("samples/facts.csv")).rows()) {
      line++;
      String name = line + " " + fact.get("id") + " " + fact.get("fact");
      BigDecimal value = new BigDecimal(fact.get("value"));
      facts.published.put(name, text(value, fact.get("unit"), fact.get("bound")));
      facts.answered.put(
          name,
          answer(connection, fact.get("sql"), unit(units, fact.get("unit")), units, value.scale()));
    }
    return facts;
  }

  /** Each fact as it was published: value, unit, bound. */
  Map<String, String> published() {
    return published;
  }

  /** Each fact as the warehouse answers, in the unit and with the digits that were published. */
  Map<String, String> answered() {
    return answered;
  }

  private static String answer(
      Connection connection, String sql, Unit wanted, Units units, int scale) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      if (!rows.next()) {
        return "no row";
      }
      BigDecimal value = rows.getBigDecimal("value");
      String bound = rows.getString("bound");
      Unit unit = unit(units, rows.getString("unit"));
      if (rows.next()) {
        return "more than one row";
      }
      if (value == null) {
        return "null";
      }
      unit.requireSameQuantity(wanted, sql);
      BigDecimal base = unit.toBase(value, CONVERSION_SCALE);
      BigDecimal converted = wanted.fromBase(base, CONVERSION_SCALE);
      return text(converted.setScale(scale, RoundingMode.HALF_UP), wanted.label(), bound);
    }
  }

  private static Unit unit(Units units, String label) {
    return units
        .byLabel(label)
        .orElseThrow(() -> new IllegalStateException("No unit is written " + label));
  }

  private static String text(BigDecimal value, String unit, String bound) {
    return value.toPlainString() + " " + unit + " " + bound;
  }
}
