package io.mujun.dashboards.sql;

import io.mujun.dashboards.board.Names;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;

/** What boards may name: tables, metrics, units and code lists, each refused with its place. */
public final class BoardDeclarations {
  private final Contracts contracts;
  private final Metrics metrics;
  private final Units units;
  private final Path codes;

  public BoardDeclarations(Warehouse warehouse) {
    contracts = warehouse.contracts();
    metrics = warehouse.metrics();
    units = warehouse.units();
    codes = warehouse.codes();
  }

  public Contract table(String name, String place) {
    Names.require(
        name,
        contracts.all().stream().map(Contract::qualifiedName).toList(),
        "TABLE_UNKNOWN",
        "table",
        place);
    return contracts.table(name);
  }

  public Measure measure(String name, String place) {
    Names.require(
        name,
        metrics.measures().stream().map(Measure::name).toList(),
        "METRIC_UNKNOWN",
        "metric",
        place);
    return metrics.measure(name, place);
  }

  public Metrics metrics() {
    return metrics;
  }

  public Unit unit(String code, String place) {
    Names.require(
        code, units.all().stream().map(Unit::code).toList(), "UNIT_UNKNOWN", "unit", place);
    return units.unit(code, place);
  }

  /** A metric's SQL in its own unit, or in another of the same quantity. */
  public FigureSql sql(Measure measure, String displayUnit, String place) {
    Unit own = unit(measure.unit(), place);
    Unit display = displayUnit == null ? own : unit(displayUnit, place);
    display.requireSameQuantity(own, place);
    return new FigureSql(measure, own, display);
  }

  /** SQL that turns the codes of a code list into their labels. */
  public String labelled(String expression, String codeList, String place) {
    Path file = codes.resolve(codeList + ".csv");
    if (!Files.exists(file)) {
      Names.require(codeList, java.util.List.of(), "CODES_UNKNOWN", "code list", place);
    }
    StringBuilder sql = new StringBuilder("case " + expression);
    for (var row : CodeTable.read(file).rows()) {
      sql.append(" when ")
          .append(TrinoSql.text(row.get("code")))
          .append(" then ")
          .append(TrinoSql.text(Html.cell(row.get("label"))));
    }
    return sql.append(" else ").append(Html.cellSql(expression)).append(" end").toString();
  }
}
