package io.mujun.cli.maintain;

import io.mujun.catalog.maintenance.Maintenance;
import io.mujun.catalog.maintenance.TableOutcome;
import java.util.List;

/** What maintenance did, as people read it. */
public final class MaintenanceLines {
  private MaintenanceLines() {}

  /** One line of a table; of one in which there was nothing to do, an empty text. */
  public static String line(TableOutcome outcome) {
    return switch (outcome.status()) {
      case FAILED -> "  %-28s FAILED: %s".formatted(outcome.table(), outcome.reason());
      case LEFT -> "  %-28s left as it is: %s".formatted(outcome.table(), outcome.reason());
      case DONE ->
          outcome.isChanged()
              ? "  %-28s files %d → %d, manifests %d → %d, snapshots %d → %d; removed %d files, %s"
                  .formatted(
                      outcome.table(),
                      outcome.before().dataFiles(),
                      outcome.after().dataFiles(),
                      outcome.before().manifests(),
                      outcome.after().manifests(),
                      outcome.before().snapshots(),
                      outcome.after().snapshots(),
                      outcome.removedFiles(),
                      megabytes(outcome.removedBytes()))
              : "";
    };
  }

  /** The whole in one line. */
  public static String summary(List<TableOutcome> outcomes, Maintenance.Mode mode) {
    long files = outcomes.stream().mapToLong(table -> table.before().dataFiles()).sum();
    long left = outcomes.stream().mapToLong(table -> table.after().dataFiles()).sum();
    long removed = outcomes.stream().mapToLong(TableOutcome::removedFiles).sum();
    long bytes = outcomes.stream().mapToLong(TableOutcome::removedBytes).sum();
    String said =
        mode == Maintenance.Mode.LOOK
            ? "%d tables: would have %d data files for %d, and %d files (%s) fewer on the disk."
            : "%d tables: %d data files for %d, and %d files (%s) fewer on the disk.";
    return said.formatted(outcomes.size(), left, files, removed, megabytes(bytes));
  }

  private static String megabytes(long bytes) {
    return "%.1f MiB".formatted(bytes / 1048576.0);
  }
}
