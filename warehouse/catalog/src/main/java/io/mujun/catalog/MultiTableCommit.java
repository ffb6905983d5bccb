package io.mujun.catalog;

import io.mujun.warehouse.MujunException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotRef;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.util.SnapshotUtil;

/**
 * Changes to several tables that become visible together or not at all: all tables' pointers stand
 * in one PostgreSQL table, so one transaction moves them.
 *
 * <p>Not for several threads. A reader of one table sees it whole at any time; a query over several
 * tables loads each pointer by itself, within some milliseconds.
 */
public final class MultiTableCommit {
  private final CatalogSettings settings;
  private final JdbcCatalog catalog;
  private final Map<TableIdentifier, StagedTable> tables =
      new TreeMap<>(java.util.Comparator.comparing(TableIdentifier::toString));
  private FencingToken token;

  MultiTableCommit(CatalogSettings settings, JdbcCatalog catalog) {
    this.settings = settings;
    this.catalog = catalog;
  }

  /** The table as staged here: whatever is committed to it waits for {@link #publish}. */
  public Table table(String qualifiedName) {
    return new BaseTable(staged(qualifiedName), qualifiedName);
  }

  /**
   * Moves a table's main branch to the head of another branch, and drops that branch.
   *
   * @param snapshot the head that the caller wrote
   * @throws MujunException {@code BRANCH_CHANGED} where the branch is not there or has another
   *     head; {@code BRANCH_DIVERGED} where main is no ancestor of the branch
   */
  public void fastForward(String qualifiedName, String branch, long snapshot) {
    StagedTable table = staged(qualifiedName);
    TableMetadata metadata = table.current();
    SnapshotRef head = metadata.ref(branch);
    if (head == null || head.snapshotId() != snapshot) {
      throw new MujunException(
          "BRANCH_CHANGED",
          "%s: its branch '%s' %s, not at %d as it was written. Another night ran meanwhile; run it again."
              .formatted(
                  qualifiedName,
                  branch,
                  head == null ? "is gone" : "stands at " + head.snapshotId(),
                  snapshot));
    }
    Snapshot main = metadata.currentSnapshot();
    if (main != null
        && !SnapshotUtil.isAncestorOf(head.snapshotId(), main.snapshotId(), metadata::snapshot)) {
      throw new MujunException(
          "BRANCH_DIVERGED",
          "%s: its main branch was changed while '%s' was being made. Run it again."
              .formatted(qualifiedName, branch));
    }
    table.commit(
        metadata,
        TableMetadata.buildFrom(metadata)
            .setBranchSnapshot(head.snapshotId(), SnapshotRef.MAIN_BRANCH)
            .removeRef(branch)
            .build());
  }

  /**
   * A number that is greater than that of every earlier commit to the table, here or published, and
   * outlives them: Iceberg's own, which the next one will have.
   */
  public long sequence(String qualifiedName) {
    return staged(qualifiedName).current().lastSequenceNumber() + 1;
  }

  /** Drops a table's branch where it has it; its snapshots can still be read by their number. */
  public void dropBranch(String qualifiedName, String branch) {
    StagedTable table = staged(qualifiedName);
    TableMetadata metadata = table.current();
    if (metadata.ref(branch) != null) {
      table.commit(metadata, TableMetadata.buildFrom(metadata).removeRef(branch).build());
    }
  }

  /**
   * Drops snapshots; their files stay.
   *
   * @param snapshots none of them the head of a branch or a tag
   */
  public void dropSnapshots(String qualifiedName, Set<Long> snapshots) {
    StagedTable table = staged(qualifiedName);
    TableMetadata metadata = table.current();
    table.commit(metadata, TableMetadata.buildFrom(metadata).removeSnapshots(snapshots).build());
  }

  /**
   * Gives a table's snapshot a name, by which it can be read and for which no expiry takes it.
   *
   * @param snapshot one that the table has
   */
  public void tag(String qualifiedName, String tag, long snapshot) {
    StagedTable table = staged(qualifiedName);
    TableMetadata metadata = table.current();
    SnapshotRef named = SnapshotRef.tagBuilder(snapshot).build();
    table.commit(metadata, TableMetadata.buildFrom(metadata).setRef(tag, named).build());
  }

  /**
   * Publishes only while a turn is held: no later one was taken, neither now nor when the pointers
   * move.
   *
   * @throws MujunException {@code TURN_OVER} where a later turn was taken
   */
  public void require(FencingToken turn) {
    turn.check(settings);
    token = turn;
  }

  /** Names of the tables that this commit changes. */
  public Set<String> changed() {
    return tables.entrySet().stream()
        .filter(entry -> entry.getValue().isChanged())
        .map(entry -> entry.getKey().toString())
        .collect(Collectors.toSet());
  }

  /**
   * Makes all staged changes visible at once; without any it does nothing.
   *
   * @throws CommitConflict where another writer changed one of the tables: nothing was published
   * @throws MujunException {@code TURN_OVER} where a required turn is over: nothing was published
   */
  void publish() {
    Map<TableIdentifier, PointerMove> moves =
        new TreeMap<>(java.util.Comparator.comparing(TableIdentifier::toString));
    try {
      tables.forEach(
          (identifier, table) -> {
            if (table.isChanged()) {
              moves.put(identifier, write(table));
            }
          });
      if (!moves.isEmpty()) {
        PointerTransaction.move(settings, moves, token);
      }
    } catch (CommitConflict conflict) {
      moves.forEach((identifier, move) -> tables.get(identifier).io().deleteFile(move.to()));
      throw conflict;
    }
    moves.keySet().forEach(identifier -> deleteRemovedMetadata(tables.get(identifier)));
  }

  private StagedTable staged(String qualifiedName) {
    return tables.computeIfAbsent(
        MujunCatalog.identifier(qualifiedName),
        identifier -> new StagedTable(((BaseTable) catalog.loadTable(identifier)).operations()));
  }

  private static PointerMove write(StagedTable table) {
    String from = table.base().metadataFileLocation();
    OutputFile file =
        table
            .io()
            .newOutputFile(
                table.metadataFileLocation(
                    "%05d-%s.metadata.json".formatted(version(from) + 1, UUID.randomUUID())));
    TableMetadataParser.write(table.current(), file);
    return new PointerMove(from, file.location());
  }

  private static void deleteRemovedMetadata(StagedTable table) {
    TableOperations operations = table;
    CatalogUtil.deleteRemovedMetadataFiles(operations.io(), table.base(), table.current());
  }

  /** The number with which Iceberg begins the name of a metadata file, or 0. */
  private static int version(String metadataLocation) {
    String name = metadataLocation.substring(metadataLocation.lastIndexOf('/') + 1);
    int end = name.indexOf('-');
    return end > 0 && name.substring(0, end).chars().allMatch(Character::isDigit)
        ? Integer.parseInt(name.substring(0, end))
        : 0;
  }
}
