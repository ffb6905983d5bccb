package io.mujun.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The project's declarations, of more zones, which change as a city goes on. */
final class CityDeclarations {
  private static final List<String> CLASSES =
      List.of("industrial,工业类", "agricultural,农业类", "eco_tourism,文旅类");
  private static final String REMARK =
      """
            - name: remark
              businessName: 备注
              description: 备注。
              logicalType: string
              physicalType: string
      """
          .indent(0);

  private final Path directory;
  private final List<String> zones = new ArrayList<>();

  /** What may change. */
  enum Change {
    NOTHING,
    NEW_ZONE,
    NEW_METRIC,
    CHANGED_FORMULA,
    CHANGED_LIGHTS,
    CHANGED_MODEL,
    CHANGED_CLASS,
    CHANGED_CALENDAR,
    COLUMN_ADDED
  }

  /**
   * Copies the declarations into a folder.
   *
   * @param zones how many zones there are
   */
  CityDeclarations(Path directory, int zones) throws IOException {
    this.directory = directory;
    TestWarehouse.copyDeclarations(directory);
    for (int zone = 0; zone < zones; zone++) {
      addZone();
    }
  }

  /** Codes of the zones. */
  List<String> zones() {
    return List.copyOf(zones);
  }

  void change(Change change) {
    switch (change) {
      case NOTHING -> {}
      case NEW_ZONE -> addZone();
      case NEW_METRIC ->
          write(
              "metrics/unplanned_investment.yaml",
              """
              version: "1.1"
              comment: 没有年度计划的项目的投资。
              source: dwd.investment_month
              filter: series = 'ledger' and annual_plan is null
              dimensions:
                - {name: zone_code, expr: zone_code}
                - {name: time, expr: period}
              window: month
              statements: ods.investment_ledger
              measures:
                - name: unplanned_investment
                  display_name: 无计划投资
                  comment: 公式：没有年度计划的各项目本年累计投资之和。
                  unit: CNY_10K
                  direction: up
                  numerator: sum(ytd_investment)
                  numerator_bound: ytd_investment_bound
                  null_reason: not_reported
              """);
      case CHANGED_FORMULA ->
          replace(
              "metrics/investment_ledger.yaml",
              "    numerator: count_if(annual_plan > 0)\n    null_reason: not_reported",
              "    numerator: count_if(annual_plan >= 0)\n    null_reason: not_reported");
      case CHANGED_LIGHTS ->
          replace("metrics/annual_target.yaml", "green: 100, yellow: 90", "green: 105, yellow: 80");
      case CHANGED_MODEL ->
          replace(
              "tables/ads/project_progress/model.sql",
              "  ledger.issue\n",
              "  coalesce(ledger.issue, '无') as issue\n");
      case CHANGED_CLASS -> {
        String zone = zones.get(1);
        append("codes/zone_class.csv", zone + ",agricultural,农业类,2024-10-31\n");
        replace("codes/zone.csv", zone(1), zone(1).replace(CLASSES.get(1), CLASSES.get(0)));
      }
      case CHANGED_CALENDAR ->
          append("codes/calendar.csv", "2024-12-02,holiday,试,试\n2024-12-07,worked_weekend,试,试\n");
      case COLUMN_ADDED -> addColumn();
    }
  }

  private void addZone() {
    int zone = zones.size();
    zones.add(code(zone));
    append("codes/zone.csv", zone(zone) + "\n");
  }

  private static String code(int zone) {
    return "14%02d%02d".formatted(11 + zone % 4, 11 + zone / 4);
  }

  private static String zone(int zone) {
    int city = 11 + zone % 4;
    return "%1$s,第%2$d试验示范区,试验%2$d区,%3$s,provincial,14%4$d00,试验%4$d市,%1$s,试验%2$d县,140000,山西省"
        .formatted(code(zone), zone + 1000, CLASSES.get(zone % CLASSES.size()), city);
  }

  /** A column of the ledgers that the facts get too. */
  private void addColumn() {
    for (String table : List.of("ods/investment_ledger", "dwd/investment_month")) {
      replace(
          "tables/" + table + "/contract.odcs.yaml",
          "      - name: issue\n",
          REMARK + "      - name: issue\n");
    }
    String model = "tables/dwd/investment_month/model.sql";
    replace(model, "  ledger.issue,\n", "  ledger.issue,\n  ledger.remark,\n");
    replace(model, "  null as issue,\n", "  null as issue,\n  null as remark,\n");
  }

  private void write(String file, String text) {
    try {
      Files.writeString(directory.resolve(file), text);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void append(String file, String text) {
    try {
      Files.writeString(directory.resolve(file), text, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void replace(String file, String part, String other) {
    try {
      String text = Files.readString(directory.resolve(file));
      if (!text.contains(part)) {
        throw new IllegalStateException(file + " does not hold " + part);
      }
      write(file, text.replace(part, other));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
