package io.mujun.bench;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.MultiTableCommit;
import io.mujun.catalog.ReceivedAppend;
import io.mujun.catalog.RowWriter;
import io.mujun.catalog.maintenance.Maintenance;
import io.mujun.catalog.maintenance.MaintenancePolicy;
import io.mujun.warehouse.CommitKeys;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.StatementScope;
import io.mujun.warehouse.Warehouse;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.Table;

/**
 * Commits small handovers straight to the tables, each the ledger of a zone and month, and
 * maintains the tables now and then. A state is kept for as little as no reader here needs it.
 */
public final class SmallHandovers {
  private static final String LEDGER = "ods.investment_ledger";
  private static final String STATEMENTS = "ods.statement";
  private static final List<String> ZONES =
      List.of("140406", "140521", "140524", "140729", "140821");
  private static final int MONTHS = 12;
  private static final int ROWS = 10;
  private static final int A_DAY = 100;
  private static final MaintenancePolicy POLICY =
      new MaintenancePolicy(
          Duration.ofSeconds(10), 16L << 20, 8, Duration.ofSeconds(60), Duration.ofDays(1));

  private final MujunCatalog catalog;
  private final Contract contract;

  private SmallHandovers(MujunCatalog catalog, Contract contract) {
    this.catalog = catalog;
    this.contract = contract;
  }

  /**
   * Prints {@code commit seconds}, {@code maintenance seconds} and the last day, in one line.
   *
   * @param arguments address, user and warehouse of the catalog, the repository, the number of the
   *     first handover and of the one after the last, and after how many to maintain, 0 for never;
   *     the password is the first line of standard input
   */
  public static void main(String[] arguments) throws Exception {
    String password =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    CatalogSettings settings =
        new CatalogSettings(arguments[0], arguments[1], password, arguments[2]);
    Warehouse warehouse = new Warehouse(Path.of(arguments[3], "warehouse"));
    int from = Integer.parseInt(arguments[4]);
    int to = Integer.parseInt(arguments[5]);
    int every = Integer.parseInt(arguments[6]);
    try (MujunCatalog catalog = MujunCatalog.open(settings)) {
      SmallHandovers handovers = new SmallHandovers(catalog, warehouse.contracts().table(LEDGER));
      long committing = 0;
      long maintaining = 0;
      for (int number = from; number < to; number++) {
        long started = System.nanoTime();
        handovers.hand(number);
        committing += System.nanoTime() - started;
        if (every > 0 && (number + 1) % every == 0) {
          long began = System.nanoTime();
          new Maintenance(catalog, POLICY, Clock.systemUTC(), outcome -> {})
              .run(Maintenance.Mode.WRITE);
          maintaining += System.nanoTime() - began;
        }
      }
      System.out.printf(
          Locale.ROOT, "%.1f %.1f %s%n", committing / 1e9, maintaining / 1e9, day(to - 1));
    }
  }

  private static LocalDate day(int number) {
    return LocalDate.of(2024, 11, 15).plusDays(number / A_DAY);
  }

  private void hand(int number) {
    String zone = ZONES.get(number % ZONES.size());
    LocalDate period = LocalDate.of(2024, 10, 1).minusMonths((number / ZONES.size()) % MONTHS);
    LocalDate day = day(number);
    String batch = "bench-%06d".formatted(number);
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int project = 0; project < ROWS; project++) {
      rows.add(row(zone, period, day, batch, project, number));
    }
    Map<String, Object> statement = new TreeMap<>();
    statement.put("table_name", LEDGER);
    statement.put(
        "scope", StatementScope.of(contract, Map.of("zone_code", zone, "period", period)));
    statement.put("zone_code", zone);
    statement.put("batch_id", batch);
    statement.put("period", period);
    statement.put("completeness", "whole");
    statement.put("received_on", day);
    statement.put("sequence", (long) number);
    catalog.commit(
        commit -> {
          append(commit, LEDGER, rows, day, batch);
          append(commit, STATEMENTS, List.of(statement), day, batch);
          return null;
        });
  }

  private static Map<String, Object> row(
      String zone, LocalDate period, LocalDate day, String batch, int project, int number) {
    Map<String, Object> row = new TreeMap<>();
    row.put("zone_code", zone);
    row.put("period", period);
    row.put("project_name", "第%d号项目".formatted(project));
    row.put("category", "industry");
    row.put("ytd_investment", new BigDecimal(1_000_000 + number));
    row.put("ytd_investment_bound", "exact");
    row.put("annual_plan", new BigDecimal(90_000_000));
    row.put("annual_plan_bound", "exact");
    row.put("batch_id", batch);
    row.put("system", "bench");
    row.put("source_file", batch + ".csv");
    row.put("source_row", project + 4);
    row.put("operation", "statement");
    row.put("received_at", day.atStartOfDay().plusSeconds(number % A_DAY));
    row.put("received_on", day);
    return row;
  }

  private static void append(
      MultiTableCommit commit,
      String name,
      List<Map<String, Object>> rows,
      LocalDate day,
      String batch) {
    Table table = commit.table(name);
    ReceivedAppend.to(table, RowWriter.write(table, rows), day, Map.of(CommitKeys.BATCH, batch));
  }
}
