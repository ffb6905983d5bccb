package io.mujun.bench;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.Declarations;
import io.mujun.catalog.MujunCatalog;
import io.mujun.city.City;
import io.mujun.city.CityCodes;
import io.mujun.city.CityPlan;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Writes the records of a generated city straight to the tables, and says which files hold them.
 */
public final class CityRecords {
  private CityRecords() {}

  /**
   * Does one of three things: {@code write} writes the code files and the whole history, and prints
   * how many records and the last day; {@code change DAY EVERY} hands over more in one of so many
   * zones, and prints how many records; {@code files} prints {@code table path size} of each data
   * file in force, a line each.
   *
   * @param arguments address, user and warehouse of the catalog, the folder of the declarations
   *     with tables, metrics and codes, seed, zones, projects, first month and months, and what to
   *     do; the password is the first line of standard input
   */
  public static void main(String[] arguments) throws IOException {
    String password =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    List<String> given = List.of(arguments);
    CatalogSettings settings =
        new CatalogSettings(given.get(0), given.get(1), password, given.get(2));
    CityPlan plan =
        new CityPlan(
            Long.parseLong(given.get(4)),
            Integer.parseInt(given.get(5)),
            Integer.parseInt(given.get(6)),
            YearMonth.parse(given.get(7)),
            Integer.parseInt(given.get(8)));
    Warehouse warehouse = new Warehouse(Path.of(given.get(3)));
    try (MujunCatalog catalog = MujunCatalog.open(settings)) {
      Contracts contracts = warehouse.contracts();
      City city = new City(plan, catalog, contracts);
      switch (given.get(9)) {
        case "write" -> {
          CityCodes.write(plan, warehouse.codes());
          new Declarations(catalog, warehouse.units()).apply(contracts);
          System.out.println(city.write() + " " + plan.lastDay());
        }
        case "change" ->
            System.out.println(
                city.change(LocalDate.parse(given.get(10)), Integer.parseInt(given.get(11))));
        case "files" -> files(catalog, warehouse);
        default -> throw new IllegalArgumentException("write, change or files: " + given.get(9));
      }
    }
  }

  private static void files(MujunCatalog catalog, Warehouse warehouse) throws IOException {
    List<String> tables =
        Stream.concat(warehouse.tableNames("ods").stream(), Stream.of("ads.metric_value")).toList();
    for (String table : tables) {
      try (CloseableIterable<FileScanTask> tasks = catalog.table(table).newScan().planFiles()) {
        for (FileScanTask task : tasks) {
          if (!task.deletes().isEmpty()) {
            throw new IllegalStateException(task.file().location() + " has deletes");
          }
          System.out.println(
              table + " " + task.file().location() + " " + task.file().fileSizeInBytes());
        }
      }
    }
  }
}
