package io.mujun.catalog.publication;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One publication.
 *
 * @param id its number, {@code <as-at>.<n>}
 * @param runId the run of {@code ops.run} that made it
 * @param runDate the night's date
 * @param asAt day as known on which its figures were computed
 * @param publishedAt time at which it was published, in Asia/Shanghai
 * @param tables published table → snapshot
 * @param inputs ods table → snapshot that was read; a table without records is absent
 * @param definition hash of the declarations it was computed by, see {@code
 *     Warehouse.definitionHash}; null where they were not kept
 */
public record PublicationEntry(
    String id,
    String runId,
    LocalDate runDate,
    LocalDate asAt,
    LocalDateTime publishedAt,
    Map<String, Long> tables,
    Map<String, Long> inputs,
    String definition) {
  private static final String TAG = "published_";

  public PublicationEntry {
    tables = Map.copyOf(tables);
    inputs = Map.copyOf(inputs);
  }

  /** The name that the publication's snapshots bear in each of its tables. */
  public static String tag(String id) {
    return TAG + id;
  }

  /** As {@link #tag(String)}, of this publication. */
  public String tag() {
    return tag(id);
  }

  /** The tables that can be read as this publication knew them: what it published and read. */
  public Set<String> tableNames() {
    return new TreeSet<>(snapshots().keySet());
  }

  /** Table → snapshot, of what was published and of what was read. */
  Map<String, Long> snapshots() {
    Map<String, Long> snapshots = new TreeMap<>(inputs);
    snapshots.putAll(tables);
    return snapshots;
  }
}
