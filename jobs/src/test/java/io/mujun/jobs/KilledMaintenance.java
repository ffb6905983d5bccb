package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.maintenance.Maintenance;
import io.mujun.catalog.maintenance.MaintenancePolicy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The work of {@code mujun maintain} over a whole warehouse, in processes of their own that are
 * killed with signal 9. Each writes every data file anew, keeps unnamed states for ten seconds and
 * no orphan at all, so that each kill meets a merge, an expiry or a removal.
 */
final class KilledMaintenance {
  private static final String ENDED = "maintenance ended";
  private static final String TABLE = "maintained ";
  private static final int MOST_MILLIS = 400;

  /** By how much its clock is ahead: files that were just written are old. */
  private static final Duration AHEAD = Duration.ofHours(2);

  private static final MaintenancePolicy POLICY =
      new MaintenancePolicy(
          AHEAD.plusSeconds(10), 16 << 20, 1, Duration.ofHours(1), Duration.ofDays(1));

  private KilledMaintenance() {}

  /** Takes the catalog's settings; waits for the kill when it is done. */
  public static void main(String[] arguments) throws IOException {
    CatalogSettings settings =
        new CatalogSettings(arguments[0], arguments[1], arguments[2], arguments[3]);
    try (MujunCatalog catalog = MujunCatalog.open(settings)) {
      new Maintenance(
              catalog,
              POLICY,
              Clock.offset(Clock.systemUTC(), AHEAD),
              outcome -> System.out.println(TABLE + outcome))
          .run(Maintenance.Mode.WRITE);
    }
    System.out.println(ENDED);
    System.in.read();
  }

  /**
   * Kills maintenances at moments of chance, {@code -Dmujun.kills} of them, while a reader looks
   * again and again: it sees the last publication, whole, with the figures that it had.
   */
  static void killAtRandom(TestWarehouse warehouse) throws Exception {
    int kills = Integer.getInteger("mujun.kills", 2);
    long seed = Long.getLong("mujun.seed", 20241128);
    Random random = new Random(seed);
    int tables = warehouse.contracts().all().size();
    int atWork = 0;
    Map.Entry<String, String> figures =
        PublicationReader.figures(CatalogMoment.read(warehouse.settings()));
    try (PublicationReader reader = new PublicationReader(warehouse.settings())) {
      for (int kill = 0; kill < kills; kill++) {
        int[] left = {random.nextInt(tables)};
        try (KillableProcess maintenance = start(warehouse.settings())) {
          maintenance.await(
              line -> {
                left[0] -= line.startsWith(TABLE) ? 1 : 0;
                return left[0] <= 0 || line.equals(ENDED);
              },
              left[0] + " tables");
          atWork += maintenance.kill(random.nextInt(MOST_MILLIS)).contains(ENDED) ? 0 : 1;
        }
      }
      assertThat(reader.end())
          .as("what a reader saw meanwhile")
          .isEqualTo(Map.of(figures.getKey(), Set.of(figures.getValue())));
      System.out.printf(
          "%d kills in maintenance, %d of them at work, seed %d, %d readings of %s%n",
          kills, atWork, seed, reader.readings(), figures.getKey());
      assertThat(reader.readings()).isGreaterThan(kills);
    }
  }

  private static KillableProcess start(CatalogSettings settings) throws IOException {
    return KillableProcess.start(
        KilledMaintenance.class,
        "",
        List.of(settings.uri(), settings.user(), settings.password(), settings.warehouse()));
  }
}
