package io.mujun.catalog.maintenance;

import io.mujun.catalog.MujunCatalog;
import io.mujun.warehouse.Failpoint;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;

/** One table: files and manifests are merged, snapshots expire, orphans go. */
final class TableMaintenance {
  private static final String ON_BRANCH = "a night is writing it, or left a branch";

  private final MujunCatalog catalog;
  private final MaintenancePolicy policy;
  private final Instant now;
  private final String name;
  private final Spared spared;

  /**
   * @param name layer and name
   * @param named snapshots that stay however old they are
   */
  TableMaintenance(
      MujunCatalog catalog,
      MaintenancePolicy policy,
      Instant now,
      String name,
      Collection<Long> named) {
    this.catalog = catalog;
    this.policy = policy;
    this.now = now;
    this.name = name;
    this.spared = new Spared(now.minus(policy.keep()), named);
  }

  /** What would be done. */
  TableOutcome look() {
    Table table = catalog.table(name);
    TableSize before = TableSize.of(table);
    boolean written = isWrittenOnBranch(table);
    int expired = written ? 0 : spared.expired(table).size();
    int saved = written ? 0 : FileMerge.of(table, policy).saved();
    Orphans orphans = Orphans.of(catalog, name, policy.orphanAge(), now);
    return new TableOutcome(
        name,
        written ? TableOutcome.Status.LEFT : TableOutcome.Status.DONE,
        before,
        new TableSize(
            before.dataFiles() - saved,
            before.bytes(),
            before.manifests(),
            before.snapshots() - expired),
        expired,
        orphans.count(),
        orphans.bytes(),
        written ? ON_BRANCH : null);
  }

  TableOutcome run() {
    TableSize before = TableSize.of(catalog.table(name));
    String reason = merge().orElse(null);
    int expired = expire();
    Failpoint.reached("snapshots-expired", name);
    Orphans orphans = Orphans.of(catalog, name, policy.orphanAge(), now);
    orphans.remove();
    return new TableOutcome(
        name,
        reason == null ? TableOutcome.Status.DONE : TableOutcome.Status.LEFT,
        before,
        TableSize.of(catalog.table(name)),
        expired,
        orphans.count(),
        orphans.bytes(),
        reason);
  }

  /** Merges files and manifests; says why where it did not. */
  private Optional<String> merge() {
    Table table = catalog.table(name);
    if (isWrittenOnBranch(table)) {
      return Optional.of(ON_BRANCH);
    }
    FileMerge files = FileMerge.of(table, policy);
    if (files.isEmpty() && !ManifestMerge.isDue(table, policy)) {
      return Optional.empty();
    }
    files.write(table);
    Failpoint.reached("merged-files-written", name);
    try {
      Optional<String> reason = catalog.commit(commit -> stage(commit.table(name), files));
      Failpoint.reached("merge-committed", name);
      if (reason.isPresent()) {
        files.discard(table);
      }
      return reason;
    } catch (ValidationException changed) {
      files.discard(table);
      return Optional.of("another writer changed it: " + changed.getMessage());
    }
  }

  private Optional<String> stage(Table staged, FileMerge files) {
    if (isWrittenOnBranch(staged)) {
      return Optional.of(ON_BRANCH);
    }
    if (!files.isEmpty()) {
      files.stage(staged);
    }
    ManifestMerge.stage(staged, policy);
    return Optional.empty();
  }

  private int expire() {
    return catalog.commit(
        commit -> {
          Table staged = commit.table(name);
          Set<Long> expired = spared.expired(staged);
          if (expired.isEmpty() || isWrittenOnBranch(staged)) {
            return 0;
          }
          StandingSummary.sayAgain(staged, expired);
          commit.dropSnapshots(name, expired);
          return expired.size();
        });
  }

  /**
   * A branch becomes main only where main stands still meanwhile, so nothing may be committed
   * beside it.
   */
  private static boolean isWrittenOnBranch(Table table) {
    return table.refs().entrySet().stream()
        .anyMatch(
            ref -> ref.getValue().isBranch() && !ref.getKey().equals(SnapshotRef.MAIN_BRANCH));
  }
}
