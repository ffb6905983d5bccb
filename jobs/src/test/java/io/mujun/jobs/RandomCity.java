package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.publication.Volume;
import io.mujun.jobs.CityDeclarations.Change;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.ModelResult;
import io.mujun.jobs.night.NightResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A city whose zones hand over at random, night after night over the turn of a year, while its
 * declarations change. What a zone hands over in a night depends on the seed, the zone and the
 * night alone.
 */
final class RandomCity {
  private static final List<Integer> GAPS = List.of(0, 1, 2, 6, 13, 25);

  private final Path directory;
  private final long seed;
  private final int nights;
  private final Random random;
  private final CityDeclarations declarations;
  private final List<Change> changes;
  private final List<String> log = new ArrayList<>();
  private LocalDate day;

  /**
   * @param directory an empty folder, for the declarations
   * @param zones how many zones hand over
   */
  RandomCity(Path directory, long seed, int zones, int nights) throws IOException {
    this.directory = directory;
    this.seed = seed;
    this.nights = nights;
    this.random = new Random(seed);
    this.declarations = new CityDeclarations(directory, zones);
    this.changes = new ArrayList<>(List.of(Change.values()));
    while (changes.size() < 2 * nights) {
      changes.add(Change.NOTHING);
    }
    Collections.shuffle(changes, random);
    this.day = LocalDate.of(2024, 11, 20).plusDays(random.nextInt(30));
  }

  /** What was done, night by night. */
  List<String> log() {
    return log;
  }

  /** Runs all nights, of which some are asked whether a full one would give anything else. */
  void live(TestWarehouse warehouse) {
    for (int night = 0; night < nights; night++) {
      Change change = night == 0 ? Change.NOTHING : changes.get(night);
      declarations.change(change);
      warehouse.declare();
      List<String> zones = handingOver(night);
      for (int round = random.nextInt(2); round >= 0; round--) {
        receive(warehouse, zones, night * 10 + round);
      }
      LocalDate date = day;
      if (random.nextInt(3) == 0) {
        day = day.plusDays(1 + random.nextInt(9));
        receive(warehouse, zones, night * 10 + 9);
      }
      night(warehouse, date, "%s, %d zones".formatted(change, zones.size()));
      day = day.plusDays(pick(GAPS));
      if (night == nights - 3 && day.getYear() == 2024) {
        day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(20));
      }
    }
    night(warehouse, day, "the last");
  }

  /** A city that receives all at once and computes all in one night. */
  TestWarehouse atOnce(TestWarehouse lived) {
    TestWarehouse warehouse = TestWarehouse.create(directory).of(Volume.MANY);
    warehouse.receiveAllOf(lived);
    night(warehouse, day, Mode.FULL);
    return warehouse;
  }

  /**
   * A city that receives all at once and computes the end of each month, one after another; of
   * every second seed as of many records, whose queries take long to compile.
   */
  TestWarehouse monthly(TestWarehouse lived) {
    TestWarehouse warehouse =
        TestWarehouse.create(directory).of(seed % 2 == 0 ? Volume.FEW : Volume.MANY);
    warehouse.receiveAllOf(lived);
    for (YearMonth month = YearMonth.of(2024, 11);
        month.isBefore(YearMonth.from(day));
        month = month.plusMonths(1)) {
      night(warehouse, month.atEndOfMonth(), Mode.INCREMENTAL);
    }
    night(warehouse, day, Mode.INCREMENTAL);
    return warehouse;
  }

  private void night(TestWarehouse warehouse, LocalDate date, String what) {
    long started = System.nanoTime();
    NightResult night = night(warehouse, date, Mode.INCREMENTAL);
    told(
        "%s: %s; %s, %d ms, changed %s"
            .formatted(
                date,
                what,
                night.status(),
                (System.nanoTime() - started) / 1_000_000,
                night.models().stream()
                    .filter(ModelResult::isChanged)
                    .map(model -> model.table() + " " + model.millis())
                    .toList()));
    if (Boolean.getBoolean("mujun.full") || random.nextInt(3) == 0) {
      NightResult full = night(warehouse, date, Mode.FULL);
      assertThat(full.models()).as("%s", this).filteredOn(ModelResult::isChanged).isEmpty();
    }
  }

  private void told(String line) {
    log.add(line);
    System.out.println("seed " + seed + ", " + line);
  }

  private NightResult night(TestWarehouse warehouse, LocalDate date, Mode mode) {
    NightResult night = warehouse.night(date.toString(), mode);
    assertThat(night.checks()).as("%s", this).filteredOn(CheckResult::isWithholding).isEmpty();
    return night;
  }

  /** One zone, a few, half of them, or all. */
  private List<String> handingOver(int night) {
    List<String> zones = new ArrayList<>(declarations.zones());
    Collections.shuffle(zones, random);
    int most = pick(List.of(1, 3, zones.size() / 2, zones.size()));
    return zones.subList(0, night == 0 ? zones.size() : Math.min(most, zones.size()));
  }

  private void receive(TestWarehouse warehouse, List<String> zones, int turn) {
    Map<String, List<Map<String, Object>>> records = new TreeMap<>();
    List<TestWarehouse.Statement> statements = new ArrayList<>();
    for (String zone : zones) {
      Random own = new Random(31 * (31 * seed + zone.hashCode()) + turn);
      new RandomZone(zone, neighbours(zone), own)
          .records(day)
          .forEach(
              (table, rows) ->
                  records.computeIfAbsent(table, any -> new ArrayList<>()).addAll(rows));
      if (own.nextInt(3) == 0) {
        statements.addAll(reconsidered(warehouse, zone, own));
      }
    }
    records.forEach((table, rows) -> warehouse.receive(table, day.toString(), rows));
    if (!statements.isEmpty()) {
      warehouse.state(day.toString(), statements);
    }
  }

  /** Zones of the same last digits, or where there are none, all others. */
  private List<String> neighbours(String zone) {
    List<String> others =
        declarations.zones().stream().filter(other -> !other.equals(zone)).toList();
    List<String> near = others.stream().filter(other -> other.endsWith(zone.substring(4))).toList();
    return near.isEmpty() ? others : near;
  }

  /** Of a scope an earlier statement that holds again, in whole or in part, an empty one, none. */
  private static List<TestWarehouse.Statement> reconsidered(
      TestWarehouse warehouse, String zone, Random own) {
    List<Map.Entry<String, Map<String, Object>>> scopes =
        warehouse.statements().keySet().stream()
            .filter(scope -> scope.getValue().get("zone_code").equals(zone))
            .toList();
    if (scopes.isEmpty()) {
      return List.of();
    }
    Map.Entry<String, Map<String, Object>> scope = scopes.get(own.nextInt(scopes.size()));
    List<String> batches = warehouse.statements().get(scope);
    String batch = batches.get(own.nextInt(batches.size()));
    String completeness = own.nextBoolean() ? "whole" : "partial";
    int kind = own.nextInt(4);
    if (kind == 0 || batch.equals("null")) {
      batch = null;
      completeness = null;
    } else if (kind == 1 || batch.equals("none")) {
      batch = "none";
      completeness = "empty";
    }
    return List.of(
        new TestWarehouse.Statement(
            scope.getKey(), new HashMap<>(scope.getValue()), batch, completeness));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  @Override
  public String toString() {
    return "seed %d, %d zones:\n%s"
        .formatted(seed, declarations.zones().size(), String.join("\n", log));
  }
}
