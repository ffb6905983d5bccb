package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.Consumption;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.NightResult;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A night killed with signal 9 or abandoned, at four points and then at moments of chance, {@code
 * -Dmujun.kills=20} of them, and started again each time, while a reader looks again and again: it
 * sees the whole nights of a warehouse whose nights nobody killed.
 */
class NightKilledIT {
  /** About how many a night has. */
  private static final int MODELS = 20;

  @TempDir Path directory;

  @Test
  void aNightKilledAnywhereGivesWhatAnUndisturbedOneGives() throws Exception {
    TestWarehouse.copyFewDeclarations(directory);
    try (TestWarehouse killed = TestWarehouse.create(directory);
        TestWarehouse undisturbed = TestWarehouse.create(directory);
        PublicationReader reader = new PublicationReader(killed.settings())) {
      for (TestWarehouse warehouse : List.of(killed, undisturbed)) {
        warehouse.receive(
            HandmadeRecords.LEDGER,
            "2024-11-15",
            List.of(
                HandmadeRecords.ledger("140524", "2024-10-01", "甲", "50000.00"),
                HandmadeRecords.ledger("140821", "2024-10-01", "乙", "30000.50")));
      }
      undisturbed.night("2024-11-17", Mode.INCREMENTAL);

      for (String point :
          List.of(
              "before-audit-write@dwd.investment_month",
              "after-audit-write@ads.metric_value",
              "before-publication@2024-11-15.1")) {
        killAt(killed, point);
        assertThat(Consumption.published(killed.catalog())).as(point).isEmpty();
        assertThat(killed.catalog().table("dwd.investment_month").currentSnapshot())
            .as("what readers see when killed at " + point)
            .isNull();
      }
      abandonAt(killed, "before-publication@2024-11-15.1");
      assertThat(Consumption.published(killed.catalog())).as("when abandoned").isEmpty();
      killAt(killed, "after-publication@2024-11-15.1");
      assertThat(killed.night("2024-11-17", Mode.INCREMENTAL).status())
          .isEqualTo(NightResult.Status.NOTHING_NEW);

      Map<String, String> whole = killAtRandom(killed, undisturbed);
      reader
          .end()
          .forEach(
              (publication, figures) ->
                  assertThat(figures)
                      .as("what readers saw of %s", publication)
                      .containsExactly(whole.getOrDefault(publication, "")));
      assertThat(reader.readings()).as("how often they looked").isGreaterThan(whole.size());
      assertThat(new RowsOfTwo(killed, undisturbed).differences()).isEmpty();
      for (String query :
          List.of(
              "select publication_id, run_id, as_at from ads.publication order by 1",
              "select run_id, table_name, check_name, passed, failing_rows from ops.check_result"
                  + " order by run_id, table_name, check_name")) {
        assertThat(killed.query(query)).as(query).isEqualTo(undisturbed.query(query));
      }
      PublicationReader.figures(CatalogMoment.read(killed.settings()));
    }
  }

  /**
   * Kills nights at moments of chance, of days on which something was handed over, and lets each
   * come to its end at last.
   *
   * @return the figures of each publication of a warehouse whose nights nobody kills
   */
  private static Map<String, String> killAtRandom(TestWarehouse killed, TestWarehouse undisturbed)
      throws Exception {
    int kills = Integer.getInteger("mujun.kills", 2);
    long seed = Long.getLong("mujun.seed", 20241128);
    System.out.printf("%d kills, seed %d%n", kills, seed);
    Random random = new Random(seed);
    Map<String, String> whole = new TreeMap<>();
    putFigures(undisturbed, whole);
    LocalDate day = LocalDate.parse("2024-11-18");
    for (int kill = 0; kill < kills; day = day.plusDays(random.nextInt(20))) {
      List<Map<String, Object>> statement = statement(day, random);
      for (TestWarehouse warehouse : List.of(killed, undisturbed)) {
        warehouse.receive(HandmadeRecords.LEDGER, day.toString(), statement);
      }
      undisturbed.night(day.toString(), Mode.INCREMENTAL);
      putFigures(undisturbed, whole);
      for (int last = Math.min(kills, kill + 2); kill < last; kill++) {
        int models = random.nextInt(MODELS);
        int millis = random.nextInt(2_000);
        try (NightProcess night = NightProcess.start(killed, day.toString(), "")) {
          night.awaitModels(models);
          night.kill(millis);
        }
      }
      killed.night(day.toString(), Mode.INCREMENTAL);
    }
    return whole;
  }

  private static List<Map<String, Object>> statement(LocalDate day, Random random) {
    return Stream.of("140524", "140821")
        .flatMap(
            zone ->
                Stream.of("甲", "乙")
                    .map(
                        name ->
                            HandmadeRecords.ledger(
                                zone,
                                day.withDayOfMonth(1).toString(),
                                name,
                                "%d.00".formatted(random.nextInt(1_000_000)))))
        .toList();
  }

  private static void putFigures(TestWarehouse warehouse, Map<String, String> whole) {
    Map.Entry<String, String> figures =
        PublicationReader.figures(CatalogMoment.read(warehouse.settings()));
    whole.put(figures.getKey(), figures.getValue());
  }

  /** Runs a night in a process of its own and kills it where it has come to the point. */
  private static void killAt(TestWarehouse warehouse, String point) throws Exception {
    try (NightProcess night = NightProcess.start(warehouse, "2024-11-17", point)) {
      night.awaitFailpoint(point);
      night.kill(0);
    }
  }

  /** Runs a night in a process of its own and goes away where it has come to the point. */
  private static void abandonAt(TestWarehouse warehouse, String point) throws Exception {
    try (NightProcess night = NightProcess.start(warehouse, "2024-11-17", point)) {
      night.awaitFailpoint(point);
      night.abandon();
    }
  }
}
