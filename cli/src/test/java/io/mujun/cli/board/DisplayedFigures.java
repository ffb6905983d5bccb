package io.mujun.cli.board;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.cli.DemoCity;
import io.mujun.dashboards.dataset.ShownTexts;
import io.mujun.dashboards.sql.BoardDeclarations;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Figures as boards and bulletins show them, beside the rows of {@code ads.metric_value}, written
 * here by rules of this class's own.
 */
final class DisplayedFigures {
  private static final Warehouse WAREHOUSE = new Warehouse(DemoCity.HOME.resolve("warehouse"));
  private static final Metrics METRICS = WAREHOUSE.metrics();
  private static final Map<String, String> MARKS =
      Map.of("exact", "", "at_least", "≥", "at_most", "≤", "about", "约");

  private final DemoCity city;
  private final Map<String, Map<String, String>> units = new HashMap<>();

  DisplayedFigures(DemoCity city) {
    this.city = city;
    for (Map<String, String> unit : CodeTable.read(WAREHOUSE.codes().resolve("unit.csv")).rows()) {
      units.put(unit.get("code"), unit);
    }
  }

  /** What a reader should see: scope, month and metric → text in the metric's own unit. */
  SortedMap<String, String> published(String user) throws SQLException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (String row :
        city.rows(
            user,
            """
            select scope_kind || ':' || scope_code || '|' || date_format(period, '%Y年%m月')
                || '|' || metric,
              coalesce(cast(value as varchar), ''), bound, applicable
            from ads.metric_value
            """)) {
      String[] cells = row.split("\\|", -1);
      String metric = cells[2];
      texts.put(
          cells[0] + "|" + cells[1] + "|" + metric,
          cells[3].isEmpty()
              ? cells[5].equals("true") ? "—" : "不适用"
              : MARKS.get(cells[4])
                  + written(new BigDecimal(cells[3]), unit(measure(metric)), measure(metric)));
    }
    return texts;
  }

  /** What the boards' SQL makes of each metric for a reader, by the same keys. */
  SortedMap<String, String> shown(String user) throws SQLException {
    JsonNode dataset =
        Yaml.read(
                DemoCity.HOME.resolve("dashboards/bundle/datasets/mujun/zone_metric.yaml"),
                "BUNDLE")
            .node();
    BoardDeclarations declarations = new BoardDeclarations(WAREHOUSE);
    List<String> metrics = METRICS.measures().stream().map(Measure::name).toList();
    String texts =
        metrics.stream()
            .map(metric -> declarations.sql(measure(metric), null, "test").text())
            .collect(Collectors.joining(",\n"));
    SortedMap<String, String> shown = new TreeMap<>();
    for (String row :
        city.rows(
            user,
            "select scope_kind || ':' || scope_code || '|' || period_label,\n"
                + texts
                + "\nfrom (\n"
                + dataset.path("sql").asText()
                + "\n) group by scope_kind, scope_code, period_label")) {
      String[] cells = row.split("\\|", -1);
      for (int i = 0; i < metrics.size(); i++) {
        shown.put(cells[0] + "|" + cells[1] + "|" + metrics.get(i), cells[i + 2]);
      }
    }
    return shown;
  }

  /** What a cell of the matrix is published as: zone's short name and metric's label → text. */
  Map<String, String> matrix(String user, String month) throws SQLException {
    Map<String, String> zones = new HashMap<>();
    WAREHOUSE.zones().all().forEach(zone -> zones.put("zone:" + zone.code(), zone.shortName()));
    Map<String, String> cells = new HashMap<>();
    published(user)
        .forEach(
            (key, text) -> {
              String[] parts = key.split("\\|", -1);
              if (zones.containsKey(parts[0]) && parts[1].equals(month)) {
                Measure measure = measure(parts[2]);
                String label =
                    (measure.number() == null ? "" : measure.number() + " ")
                        + ShownTexts.withUnit(measure.displayName(), unit(measure).get("label"));
                cells.put(zones.get(parts[0]) + "|" + label, text);
              }
            });
    return cells;
  }

  /** The text between the tags of a cell. */
  static String withoutTags(String html) {
    return html.replaceAll("<[^>]*>", "");
  }

  private Map<String, String> unit(Measure measure) {
    return units.get(measure.unit());
  }

  private static String written(BigDecimal value, Map<String, String> unit, Measure measure) {
    String sign = measure.unit().equals("percentage_point") && value.signum() >= 0 ? "+" : "";
    return sign + written(value, Integer.parseInt(unit.get("digits")));
  }

  /** A number with just so many digits. */
  static String written(BigDecimal value, int digits) {
    DecimalFormat format =
        new DecimalFormat(
            "#,##0" + (digits == 0 ? "" : "." + "0".repeat(digits)),
            DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setRoundingMode(RoundingMode.HALF_UP);
    return format.format(value);
  }

  /** A value with mark and unit, as bulletins write it: from 1 亿元 on in 亿元. */
  String largest(String metric, BigDecimal value, String bound) {
    Map<String, String> unit = unit(measure(metric));
    return unit.get("quantity").equals("money")
        ? money(value.multiply(new BigDecimal(unit.get("factor_numerator"))), bound)
        : MARKS.get(bound) + written(value, unit, measure(metric)) + unit.get("label");
  }

  /** An amount in 元 as bulletins write it; empty is not known. */
  String money(String amount, String bound) {
    return amount.equals("null") || amount.isEmpty() ? "—" : money(new BigDecimal(amount), bound);
  }

  private static String money(BigDecimal amount, String bound) {
    return MARKS.get(bound)
        + (amount.abs().compareTo(new BigDecimal("1e8")) >= 0
            ? written(amount.movePointLeft(8), 2) + "亿元"
            : written(amount.movePointLeft(4), 0) + "万元");
  }

  /** How a metric's unit is written. */
  String unitLabel(String metric) {
    return unit(measure(metric)).get("label");
  }

  /** Why there is no value, by its code; a text that is no code stands for itself. */
  static String reason(String code) {
    return CodeTable.read(WAREHOUSE.codes().resolve("null_reason.csv")).rows().stream()
        .filter(row -> row.get("code").equals(code))
        .map(row -> row.get("label"))
        .findFirst()
        .orElse(code.isEmpty() ? "—" : code);
  }

  private static Measure measure(String name) {
    return METRICS.measure(name, "test");
  }
}
