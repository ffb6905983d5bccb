package io.mujun.cli.maintain;

import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.maintenance.Maintenance;
import io.mujun.catalog.maintenance.MaintenancePolicy;
import io.mujun.catalog.maintenance.MaintenanceTurn;
import io.mujun.catalog.maintenance.TableOutcome;
import io.mujun.cli.stack.Settings;
import io.mujun.warehouse.MujunException;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;

/** Maintenance as {@code maintenance.yaml} of the data folder says. */
public final class PolicyMaintenance {
  private final MujunCatalog catalog;
  private final MaintenancePolicy policy;
  private final Consumer<TableOutcome> progress;

  /**
   * @param progress told of each table as it ends
   * @throws MujunException {@code MAINTENANCE_INVALID}
   */
  public PolicyMaintenance(
      MujunCatalog catalog, Settings settings, Consumer<TableOutcome> progress) {
    this.catalog = catalog;
    this.policy = MaintenancePolicy.read(settings.data().resolve("maintenance.yaml"));
    this.progress = progress;
  }

  /**
   * Maintains tables, as {@link Maintenance#run}.
   *
   * @param tables none for all
   */
  public List<TableOutcome> run(List<String> tables, Maintenance.Mode mode) {
    Maintenance maintenance = new Maintenance(catalog, policy, Clock.systemUTC(), progress);
    return tables.isEmpty() ? maintenance.run(mode) : maintenance.run(tables, mode);
  }

  /**
   * Maintains all tables where that is due. What fails is told and goes no further: it is no reason
   * for a night to fail.
   *
   * @param tell told what is done, in lines
   */
  public static void whenDue(MujunCatalog catalog, Settings settings, Consumer<String> tell) {
    try {
      PolicyMaintenance maintenance =
          new PolicyMaintenance(
              catalog, settings, outcome -> tellOf(MaintenanceLines.line(outcome), tell));
      if (MaintenanceTurn.isDue(
          catalog.settings(), maintenance.policy, Clock.systemUTC().instant())) {
        tell.accept("Maintenance is due");
        tell.accept(
            MaintenanceLines.summary(
                maintenance.run(List.of(), Maintenance.Mode.WRITE), Maintenance.Mode.WRITE));
      }
    } catch (MujunException known) {
      tell.accept("Not maintained: " + known.code() + ": " + known.getMessage());
    } catch (RuntimeException unforeseen) {
      tell.accept("Not maintained: " + unforeseen);
    }
  }

  private static void tellOf(String line, Consumer<String> tell) {
    if (!line.isEmpty()) {
      tell.accept(line);
    }
  }
}
