package io.mujun.sample;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Zones;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes larger cities of the same shape as the five sample zones, for tests and benchmarks: each
 * generated zone copies the systems of one of the five.
 */
public final class CityGenerator {
  /** The one delivery that a generated city makes. */
  public static final String DELIVERY = "2024-11-22";

  private CityGenerator() {}

  /**
   * Writes a city below an empty or absent folder:
   *
   * <ul>
   *   <li>{@code ledgers/2024-11-22/}: a ledger for each zone and month, and each zone's land and
   *       targets;
   *   <li>{@code databases/}: as {@link SampleCounty} loads them;
   *   <li>{@code deliveries.csv}: those of the repository and the generated zones, to stand in
   *       place of {@code ingestion/deliveries.csv};
   *   <li>{@code codes/zone.csv}, {@code codes/area.csv}: those of the repository and the generated
   *       zones, to stand in their place.
   * </ul>
   *
   * @param repository folder that holds {@code samples}, {@code ingestion} and {@code warehouse}
   * @param written is told each ledger and database, as its path below the folder, once it is whole
   * @throws MujunException {@code SAMPLE_TARGET_UNUSABLE} when the folder holds something or cannot
   *     be written
   */
  public static void generate(
      Path repository, CityShape shape, Path target, Consumer<Path> written) {
    try {
      requireEmpty(target);
      List<GeneratedZone> zones =
          IntStream.rangeClosed(1, shape.zones()).mapToObj(GeneratedZone::of).toList();
      writeCodes(repository, zones, target);
      GeneratedLedgers ledgers = new GeneratedLedgers(repository, shape, target, written);
      for (GeneratedZone zone : zones) {
        ledgers.write(zone, projects(zone, shape));
      }
      Files.writeString(target.resolve("deliveries.csv"), ledgers.deliveries());
      writeDatabases(repository, shape, zones, target, written);
    } catch (IOException failed) {
      throw new MujunException(
          "SAMPLE_TARGET_UNUSABLE", target + " cannot be written: " + failed.getMessage(), failed);
    }
  }

  static List<GeneratedProject> projects(GeneratedZone zone, CityShape shape) {
    return IntStream.rangeClosed(1, shape.projects())
        .mapToObj(number -> GeneratedProject.of(zone, number, shape.seed()))
        .toList();
  }

  private static void requireEmpty(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw new MujunException(
            "SAMPLE_TARGET_UNUSABLE",
            target + " is not empty. Name a new folder, so that nothing is mixed.");
      }
    }
  }

  private static void writeCodes(Path repository, List<GeneratedZone> zones, Path target)
      throws IOException {
    Path codes = repository.resolve("warehouse/codes");
    StringBuilder zone = new StringBuilder(Files.readString(codes.resolve("zone.csv")));
    StringBuilder area = new StringBuilder(Files.readString(codes.resolve("area.csv")));
    Map<String, String> classNames = new HashMap<>();
    Zones.read(codes).all().forEach(each -> classNames.put(each.zoneClass(), each.className()));
    for (GeneratedZone each : zones) {
      zone.append(
          "%s,%s,%s,%s,%s,provincial,%s,示例市%s,%s,%s,%s0000,示例省\n"
              .formatted(
                  each.code(),
                  each.name(),
                  each.shortName(),
                  each.zoneClass(),
                  classNames.get(each.zoneClass()),
                  each.cityCode(),
                  each.cityCode().substring(2, 4),
                  each.code(),
                  each.county(),
                  each.code().substring(0, 2)));
      area.append("%s,%s,current,%s,示例\n".formatted(each.code(), each.county(), each.code()));
    }
    Path folder = Files.createDirectories(target.resolve("codes"));
    Files.writeString(folder.resolve("zone.csv"), zone);
    Files.writeString(folder.resolve("area.csv"), area);
  }

  private static void writeDatabases(
      Path repository,
      CityShape shape,
      List<GeneratedZone> zones,
      Path target,
      Consumer<Path> written)
      throws IOException {
    Path databases = target.resolve("databases");
    Path schema = Files.createDirectories(databases.resolve("schema"));
    Path delivery = Files.createDirectories(databases.resolve(DELIVERY));
    for (SampleCounty.Database database : SampleCounty.Database.values()) {
      String file = database.databaseName() + ".sql";
      Files.copy(
          repository.resolve("samples/databases/schema").resolve(file),
          schema.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    Path exchangeFile = delivery.resolve("county_exchange.sql");
    try (var writer = Files.newBufferedWriter(exchangeFile, StandardCharsets.UTF_8)) {
      GeneratedExchange exchange = new GeneratedExchange(writer, shape);
      for (GeneratedZone zone : zones) {
        exchange.write(projects(zone, shape));
      }
    }
    written.accept(target.relativize(exchangeFile));
    Warehouse warehouse = new Warehouse(repository.resolve("warehouse"));
    Path approvalFile = delivery.resolve("county_approval.sql");
    try (var writer = Files.newBufferedWriter(approvalFile, StandardCharsets.UTF_8)) {
      GeneratedApproval approval = new GeneratedApproval(writer, warehouse);
      for (GeneratedZone zone : zones) {
        approval.write(projects(zone, shape));
      }
    }
    written.accept(target.relativize(approvalFile));
  }
}
