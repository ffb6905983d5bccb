package io.mujun.catalog.maintenance;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.Consumption;
import io.mujun.catalog.MujunCatalog;
import io.mujun.catalog.TablePointers;
import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationTags;
import io.mujun.warehouse.MujunException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the catalog's tables small. No record changes by it, whatever stands beside it or ends it:
 * a reader finds each table as it was, tagged states can be read, and a night that follows has
 * nothing to compute.
 */
public final class Maintenance {
  private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

  private final MujunCatalog catalog;
  private final MaintenancePolicy policy;
  private final Clock clock;
  private final Consumer<TableOutcome> progress;

  /** Whether anything is written. */
  public enum Mode {
    WRITE,
    /** Only says what would be done. */
    LOOK
  }

  /**
   * @param clock says how old files and snapshots are
   * @param progress told of each table as it ends
   */
  public Maintenance(
      MujunCatalog catalog,
      MaintenancePolicy policy,
      Clock clock,
      Consumer<TableOutcome> progress) {
    this.catalog = catalog;
    this.policy = policy;
    this.clock = clock;
    this.progress = progress;
  }

  /** Goes through all tables, as {@link #run(Collection, Mode)}. */
  public List<TableOutcome> run(Mode mode) {
    List<TableOutcome> outcomes = run(TablePointers.read(catalog.settings()).keySet(), mode);
    if (mode == Mode.WRITE) {
      MaintenanceTurn.ended(catalog.settings(), clock.instant());
    }
    return outcomes;
  }

  /**
   * Goes through some tables. One that fails does not keep it from the next.
   *
   * @param tables each as layer and name
   * @throws MujunException {@code TABLE_UNKNOWN}; {@code MAINTENANCE_RUNNING} where another process
   *     is at it
   */
  public List<TableOutcome> run(Collection<String> tables, Mode mode) {
    Set<String> known = TablePointers.read(catalog.settings()).keySet();
    for (String table : tables) {
      if (!known.contains(table)) {
        throw new MujunException(
            "TABLE_UNKNOWN",
            "The catalog has no table '%s'. It has: %s."
                .formatted(table, String.join(", ", known)));
      }
    }
    return MaintenanceLock.holding(catalog.settings(), () -> runAlone(new TreeSet<>(tables), mode));
  }

  private List<TableOutcome> runAlone(Set<String> tables, Mode mode) {
    if (mode == Mode.WRITE) {
      namePublications();
    }
    Map<String, Long> consumed =
        Consumption.published(CatalogMoment.read(catalog.settings()))
            .map(Consumption::inputs)
            .orElse(Map.of());
    List<TableOutcome> outcomes = new ArrayList<>();
    for (String name : tables) {
      Long input = consumed.get(name);
      TableOutcome outcome = one(name, input == null ? List.of() : List.of(input), mode);
      outcomes.add(outcome);
      progress.accept(outcome);
    }
    return outcomes;
  }

  /** Publications that were made before they were named would lose their snapshots. */
  private void namePublications() {
    PublicationBook book = PublicationBook.of(CatalogMoment.read(catalog.settings()));
    if (!book.untagged().isEmpty()) {
      catalog.commit(
          commit -> {
            PublicationTags.adopt(commit, book);
            return null;
          });
    }
  }

  private TableOutcome one(String name, List<Long> named, Mode mode) {
    Instant now = clock.instant();
    try {
      TableMaintenance table = new TableMaintenance(catalog, policy, now, name, named);
      return mode == Mode.LOOK ? table.look() : table.run();
    } catch (RuntimeException fault) {
      LOG.warn("The maintenance of {} failed", name, fault);
      TableSize unknown = new TableSize(0, 0, 0, 0);
      String reason =
          fault instanceof MujunException coded
              ? coded.code() + ": " + coded.getMessage()
              : fault.toString();
      return new TableOutcome(name, TableOutcome.Status.FAILED, unknown, unknown, 0, 0, 0, reason);
    }
  }
}
