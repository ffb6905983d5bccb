package io.mujun.cli.board;

import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.RowWriter;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.metric.Measure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.Table;

/** Two published months of every zone and metric, with figures that a test can reckon by heart. */
final class BoardSample {
  static final LocalDate LATEST = LocalDate.of(2024, 11, 1);

  /** The zone whose ledger says 余: its investment, and all that follows, is a lower bound. */
  static final String AT_LEAST = "140521";

  private final Warehouse warehouse;
  private final List<Zone> zones;

  BoardSample(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.zones = List.copyOf(warehouse.zones().all());
  }

  void write(MujunCatalog catalog) {
    new Declarations(catalog, warehouse.units()).apply(warehouse.contracts());
    append(catalog, "dim.zone", CodeTable.read(warehouse.codes().resolve("zone.csv")).rows());
    append(
        catalog, "dim.metric", warehouse.metrics().measures().stream().map(this::metric).toList());
    List<Map<String, Object>> values = new ArrayList<>();
    List<Map<String, Object>> projects = new ArrayList<>();
    for (LocalDate period : List.of(LATEST.minusMonths(1), LATEST)) {
      for (Zone zone : zones) {
        for (Measure measure : warehouse.metrics().measures()) {
          values.add(value(zone, measure, period));
        }
        projects.add(project(zone, period));
      }
    }
    append(catalog, "ads.metric_value", values);
    append(catalog, "ads.project_progress", projects);
  }

  /**
   * Investment since the year's begin: 1, 2, 3, 4, 5亿元 by zone in November, a tenth less before.
   */
  BigDecimal investment(Zone zone, LocalDate period) {
    BigDecimal november = BigDecimal.valueOf((zones.indexOf(zone) + 1) * 100_000_000L);
    return period.equals(LATEST)
        ? november
        : november.multiply(new BigDecimal("0.9")).setScale(0, RoundingMode.UNNECESSARY);
  }

  private Map<String, Object> metric(Measure measure) {
    Map<String, Object> row = new HashMap<>();
    row.put("metric", measure.name());
    row.put("number", measure.number() == null ? null : Integer.valueOf(measure.number()));
    row.put("display_name", measure.displayName());
    row.put("comment", measure.comment());
    row.put("unit", unit(measure).label());
    row.put("unit_code", measure.unit());
    row.put("direction", measure.direction().name().toLowerCase(Locale.ROOT));
    row.put("source", "sample");
    row.put("period_window", "month");
    row.put("metric_version", "1");
    return row;
  }

  private Map<String, Object> value(Zone zone, Measure measure, LocalDate period) {
    boolean applicable =
        measure.applicableClasses().isEmpty()
            || measure.applicableClasses().contains(zone.zoneClass());
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone.code());
    row.put("metric", measure.name());
    row.put("period", period);
    row.put("unit", unit(measure).label());
    row.put("applicable", applicable);
    row.put("bound", "exact");
    row.put("metric_version", "1");
    row.put("publication_id", "2024-11-24.1");
    if (!applicable) {
      return row;
    }
    BigDecimal numerator = measure.isRatio() ? BigDecimal.valueOf(3) : BigDecimal.TEN;
    BigDecimal denominator = measure.isRatio() ? BigDecimal.valueOf(4) : null;
    BigDecimal value = measure.isRatio() ? BigDecimal.valueOf(75) : BigDecimal.TEN;
    if (unit(measure).code().equals("CNY_10K")) {
      numerator = investment(zone, period);
      value = unit(measure).fromBase(numerator, 2);
      row.put("bound", zone.code().equals(AT_LEAST) ? "at_least" : "exact");
    }
    if (unit(measure).code().equals("percentage_point")) {
      BigDecimal scheduled = BigDecimal.valueOf(100L * period.getMonthValue());
      value = value.subtract(scheduled.divide(BigDecimal.valueOf(12), 6, RoundingMode.HALF_UP));
    }
    if (measure.lights() != null) {
      row.put("light", zone.code().equals(AT_LEAST) ? "red" : "yellow");
    }
    row.put("numerator", numerator);
    row.put("denominator", denominator);
    row.put("value", value);
    return row;
  }

  private Map<String, Object> project(Zone zone, LocalDate period) {
    Map<String, Object> row = new HashMap<>();
    row.put("zone_code", zone.code());
    row.put("period", period);
    row.put("project_key", "project-" + zone.code());
    row.put("project_name", zone.shortName() + "标准化厂房及配套管网建设项目（一期）");
    row.put("category", "industry");
    row.put("key_project", true);
    row.put("annual_plan", new BigDecimal("600000000.00"));
    row.put("annual_plan_bound", "exact");
    row.put("ytd_investment", investment(zone, period));
    row.put("ytd_investment_bound", zone.code().equals(AT_LEAST) ? "at_least" : "exact");
    row.put("completion_rate", new BigDecimal(10 * (zones.indexOf(zone) + 1)));
    row.put("scheduled_rate", new BigDecimal("91.6667"));
    row.put("deviation", new BigDecimal(10 * (zones.indexOf(zone) + 1)).subtract(BigDecimal.TEN));
    row.put("deviation_bound", "exact");
    row.put("light", zone.code().equals(AT_LEAST) ? "red" : "green");
    row.put("rank", 1);
    row.put("responsible_unit", "项目服务部");
    row.put("issue", "用地报批材料待补");
    return row;
  }

  private Unit unit(Measure measure) {
    return warehouse.units().unit(measure.unit(), measure.name());
  }

  private static void append(
      MujunCatalog catalog, String name, List<? extends Map<String, ?>> rows) {
    Table table = catalog.table(name);
    AppendFiles append = table.newAppend();
    RowWriter.write(table, rows).forEach(append::appendFile);
    append.commit();
  }
}
