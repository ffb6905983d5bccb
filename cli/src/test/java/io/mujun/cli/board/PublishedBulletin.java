package io.mujun.cli.board;

import io.mujun.cli.DemoCity;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Zone;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bulletin has to show a reader, out of the rows of a publication that the reader sees, in
 * places named as in {@link PrintedBulletin}.
 */
final class PublishedBulletin {
  private static final Warehouse WAREHOUSE = new Warehouse(DemoCity.HOME.resolve("warehouse"));
  private static final List<String> WIDEST = List.of("province", "city", "zone_class", "zone");

  private final DemoCity city;
  private final DisplayedFigures texts;
  private final String user;
  private final List<String> headlines;
  private final List<String> columns;
  private final SortedMap<String, String> figures = new TreeMap<>();

  /**
   * A published value.
   *
   * @param text as a reader finds it, with its unit
   */
  private record Value(BigDecimal value, String text, String light, String coverage) {}

  /**
   * @param headlines the layout's metrics of the widest scope
   * @param columns its metrics of each zone
   */
  PublishedBulletin(DemoCity city, String user, List<String> headlines, List<String> columns) {
    this.city = city;
    this.texts = new DisplayedFigures(city);
    this.user = user;
    this.headlines = headlines;
    this.columns = columns;
  }

  /** Place → text, of a publication compared with an earlier one. */
  SortedMap<String, String> figures(String publication, String previous) throws SQLException {
    String month =
        row(
            """
            select cast(max(period) as varchar) from %s
            where metric = '%s' and value is not null
            """
                .formatted(of("ads.metric_value", publication), headlines.get(0)));
    String asAt = asAt(publication);
    figures.put("month", day(month).replaceAll("月.*", "月"));
    figures.put("as at", day(asAt));
    Map<String, Map<String, Value>> now = values(publication, month);
    headlines(now);
    zones(now, Integer.parseInt(month.substring(5, 7)));
    number("behind 0", behind(publication, month));
    number("overdue 0", overdue(asAt));
    List<List<String>> tables =
        List.of(changes(values(previous, month), now), restated(asAt(previous), asAt));
    int table = 0;
    for (List<String> rows : tables) {
      if (!rows.isEmpty()) {
        number("change " + table++, rows);
      }
    }
    return figures;
  }

  private static String of(String table, String publication) {
    return "%s for version as of 'published_%s'".formatted(table, publication);
  }

  private String asAt(String publication) throws SQLException {
    return row(
        "select cast(as_at as varchar) from ads.publication where publication_id = '%s'"
            .formatted(publication));
  }

  private static String day(String date) {
    String[] parts = date.split("-", -1);
    return "%s年%d月%d日".formatted(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  private String row(String sql) throws SQLException {
    return city.rows(user, sql).get(0);
  }

  /** Scope → metric → what was published of a month. */
  private Map<String, Map<String, Value>> values(String publication, String month)
      throws SQLException {
    Map<String, Map<String, Value>> values = new LinkedHashMap<>();
    for (String row :
        city.rows(
            user,
            """
            select scope_kind || ':' || scope_code, metric, coalesce(cast(value as varchar), ''),
              bound, coalesce(light, ''), if(applicable, coalesce(null_reason, ''), '不适用'),
              coalesce(cast(target as varchar), ''), covered_zones, applicable_zones
            from %s
            where period = date '%s'
            """
                .formatted(of("ads.metric_value", publication), month))) {
      String[] cells = row.split("\\|", -1);
      BigDecimal value = cells[2].isEmpty() ? null : new BigDecimal(cells[2]);
      String target =
          cells[6].isEmpty()
              ? ""
              : "目标 %s%s　".formatted(plain(cells[6]), texts.unitLabel(cells[1]));
      values
          .computeIfAbsent(cells[0], any -> new HashMap<>())
          .put(
              cells[1],
              new Value(
                  value,
                  value == null
                      ? DisplayedFigures.reason(cells[5])
                      : texts.largest(cells[1], value, cells[3]),
                  cells[4],
                  "%s%s/%s 区有数".formatted(target, cells[7], cells[8])));
    }
    return values;
  }

  private static String plain(String number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }

  private void headlines(Map<String, Map<String, Value>> values) {
    String kind =
        WIDEST.stream()
            .filter(each -> values.keySet().stream().anyMatch(key -> key.startsWith(each + ":")))
            .findFirst()
            .orElseThrow();
    List<String> scopes =
        values.keySet().stream().filter(key -> key.startsWith(kind + ":")).toList();
    for (String metric : headlines) {
      Value value = scopes.size() == 1 ? values.get(scopes.get(0)).get(metric) : null;
      figures.put("headline " + metric, value == null ? "—" : value.text());
      figures.put("headline " + metric + " name", name(metric));
      figures.put("headline " + metric + " covers", value == null ? "" : value.coverage());
    }
  }

  private void zones(Map<String, Map<String, Value>> values, int month) {
    Comparator<Zone> best =
        Comparator.comparing(
            zone -> values.get("zone:" + zone.code()).get("schedule_attainment_rate").value(),
            Comparator.nullsLast(Comparator.reverseOrder()));
    List<Zone> zones =
        WAREHOUSE.zones().all().stream()
            .filter(zone -> values.containsKey("zone:" + zone.code()))
            .sorted(best)
            .toList();
    for (Zone zone : zones) {
      Map<String, Value> ofZone = values.get("zone:" + zone.code());
      String place = "zone " + zone.shortName() + " ";
      figures.put(place + "rank", Integer.toString(zones.indexOf(zone) + 1));
      columns.forEach(metric -> figures.put(place + metric, ofZone.get(metric).text()));
      Value completion = ofZone.get("annual_completion_rate");
      figures.put(
          "chart " + zone.shortName(), completion.value() == null ? "—" : completion.text());
    }
    BigDecimal scheduled =
        new BigDecimal(month * 100).divide(new BigDecimal(12), 1, RoundingMode.HALF_UP);
    figures.put("chart", "■ 年度完成率　┃ 序时进度（" + scheduled + "%）");
  }

  private List<String> behind(String publication, String month) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String row :
        city.rows(
            user,
            """
            select zone_code, project_name, coalesce(cast(annual_plan as varchar), ''),
              annual_plan_bound, coalesce(cast(ytd_investment as varchar), ''),
              ytd_investment_bound, cast(completion_rate as varchar), cast(deviation as varchar),
              coalesce(responsible_unit, ''), coalesce(issue, '')
            from %s
            where period = date '%s' and deviation < 0
            order by deviation, zone_code, project_name
            """
                .formatted(of("ads.project_progress", publication), month))) {
      String[] cells = row.split("\\|", -1);
      rows.add(
          String.join(
              " | ",
              zone(cells[0]),
              cells[1],
              texts.money(cells[2], cells[3]),
              texts.money(cells[4], cells[5]),
              DisplayedFigures.written(new BigDecimal(cells[6]), 1) + "%",
              DisplayedFigures.written(new BigDecimal(cells[7]), 1),
              cells[8],
              cells[9]));
    }
    return rows;
  }

  /** Cases open past their due day, the working days since then counted one by one. */
  private List<String> overdue(String asAt) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String row :
        city.rows(
            user,
            """
            select c.zone_code, c.project_name, c.item_name, c.accepted_on, c.due_on, c.case_number,
              count_if(d.is_workday) as workdays
            from dwd.approval_case c
            join dim.date d on d.date > c.due_on and d.date <= date '%1$s'
            where c.known_from <= date '%1$s' and coalesce(c.known_to > date '%1$s', true)
              and c.accepted_on <= date '%1$s' and c.status = 'in_progress' and not c.paused
            group by 1, 2, 3, 4, 5, 6
            order by workdays desc, c.case_number
            """
                .formatted(asAt))) {
      String[] cells = row.split("\\|", -1);
      rows.add(
          String.join(" | ", zone(cells[0]), cells[1], cells[2], cells[3], cells[4], cells[6]));
    }
    return rows;
  }

  private List<String> changes(
      Map<String, Map<String, Value>> before, Map<String, Map<String, Value>> now) {
    List<String> metrics = new ArrayList<>(headlines);
    metrics.add("schedule_attainment_rate");
    metrics.addAll(columns);
    List<String> rows = new ArrayList<>();
    for (Zone zone : WAREHOUSE.zones().all()) {
      Map<String, Value> then = before.getOrDefault("zone:" + zone.code(), Map.of());
      Map<String, Value> since = now.getOrDefault("zone:" + zone.code(), Map.of());
      for (String metric : metrics.stream().distinct().toList()) {
        Value one = then.get(metric);
        Value other = since.get(metric);
        if (!Objects.equals(text(one), text(other)) || !light(one).equals(light(other))) {
          rows.add(String.join(" | ", zone.shortName(), name(metric), text(one), text(other)));
        }
      }
    }
    return rows;
  }

  private static String name(String metric) {
    return WAREHOUSE.metrics().measure(metric, "test").displayName();
  }

  private static String text(Value value) {
    return value == null ? "—" : value.text();
  }

  private static String light(Value value) {
    return value == null || value.value() == null ? "" : value.light();
  }

  /** What the ledgers said of a month on two days, where both days knew the month. */
  private List<String> restated(String before, String now) throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String row :
        city.rows(
            user,
            """
            with version as (
              select *, known_from <= date '%1$s' and coalesce(known_to > date '%1$s', true) as was,
                known_from <= date '%2$s' and coalesce(known_to > date '%2$s', true) as stands
              from dwd.investment_month
              where series = 'ledger'
            )
            select zone_code, cast(period as varchar), max(project_name),
              max(cast(ytd_investment as varchar)) filter (where was),
              max(ytd_investment_bound) filter (where was),
              max(cast(ytd_investment as varchar)) filter (where stands),
              max(ytd_investment_bound) filter (where stands),
              count_if(was), count_if(stands)
            from version
            where was or stands
            group by zone_code, period, reference
            having max(ytd_investment) filter (where was)
              is distinct from max(ytd_investment) filter (where stands)
              and zone_code || cast(period as varchar) in (
                select zone_code || cast(period as varchar) from version
                where known_from <= date '%1$s')
            order by 1, 2, 3
            """
                .formatted(before, now))) {
      String[] cells = row.split("\\|", -1);
      boolean was = !cells[7].equals("0");
      boolean is = !cells[8].equals("0");
      rows.add(
          String.join(
              " | ",
              was && is ? "修正" : is ? "补报" : "撤回",
              zone(cells[0]),
              day(cells[1]).replaceAll("月.*", "月"),
              cells[2],
              was ? texts.money(cells[3], cells[4]) : "—",
              is ? texts.money(cells[5], cells[6]) : "—"));
    }
    return rows;
  }

  private static String zone(String code) {
    return WAREHOUSE.zones().zone(code).orElseThrow().shortName();
  }

  private void number(String place, List<String> rows) {
    for (int row = 0; row < rows.size(); row++) {
      figures.put("%s.%03d".formatted(place, row), rows.get(row).strip().replaceAll("\\s+", " "));
    }
  }
}
