package io.mujun.catalog.maintenance;

import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.RewriteManifests;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;

/**
 * Small manifests written as one, so that a reader opens few files before it knows which to read.
 */
final class ManifestMerge {
  private static final long SMALL_BYTES = TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT / 2;

  private ManifestMerge() {}

  static boolean isDue(Table table, MaintenancePolicy policy) {
    return small(table).size() >= policy.fewestFiles();
  }

  static void stage(Table staged, MaintenancePolicy policy) {
    Set<String> small = small(staged);
    if (small.size() < policy.fewestFiles()) {
      return;
    }
    RewriteManifests rewrite =
        staged
            .rewriteManifests()
            .rewriteIf(manifest -> small.contains(manifest.path()))
            .clusterBy(file -> "");
    StandingSummary.of(staged).forEach(rewrite::set);
    rewrite.commit();
  }

  private static Set<String> small(Table table) {
    Snapshot current = table.currentSnapshot();
    if (current == null) {
      return Set.of();
    }
    return current.dataManifests(table.io()).stream()
        .filter(manifest -> isEmpty(manifest) || manifest.length() < SMALL_BYTES)
        .map(ManifestFile::path)
        .collect(Collectors.toSet());
  }

  /** Whether it only lists files that its own commit removed. */
  private static boolean isEmpty(ManifestFile manifest) {
    return !manifest.hasAddedFiles() && !manifest.hasExistingFiles();
  }
}
