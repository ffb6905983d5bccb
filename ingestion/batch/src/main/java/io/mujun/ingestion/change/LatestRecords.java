package io.mujun.ingestion.change;

import io.mujun.catalog.MujunCatalog;
import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.source.ChangeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What the records of a source say last, by the source's key and by the contract's. A key of the
 * contract lives as long as the newest record of one of the source's keys holds it.
 */
final class LatestRecords {
  static final String DELETE = "delete";

  private final ChangeSource source;
  private final List<String> key;
  private final List<String> kept;
  private final Map<String, Latest> bySourceKey = new HashMap<>();
  private final Map<List<Object>, Set<String>> everHeldBy = new HashMap<>();
  private final Map<List<Object>, Latest> byKey = new HashMap<>();

  /**
   * The newest record of a key.
   *
   * @param sourceKey the source's key
   * @param values key → what the table cannot do without
   */
  record Latest(
      String sourceKey,
      ChangePosition position,
      String operation,
      List<Object> key,
      Map<String, Object> values) {
    boolean isLive() {
      return !DELETE.equals(operation);
    }

    String area() {
      Object area = values.get("area_code");
      return area == null ? "" : (String) area;
    }
  }

  private LatestRecords(ChangeSource source, Contract contract) {
    this.source = source;
    this.key = contract.key();
    Set<String> columns = new TreeSet<>(key);
    contract.ownProperties().stream()
        .filter(property -> property.isRequired() || property.name().equals("area_code"))
        .map(Property::name)
        .forEach(columns::add);
    this.kept = List.copyOf(columns);
  }

  static LatestRecords of(ChangeSource source, IngestRules rules, MujunCatalog catalog) {
    LatestRecords latest = new LatestRecords(source, rules.contracts().table(source.table()));
    Table table = catalog.table(source.table());
    List<String> columns = new ArrayList<>(latest.kept);
    columns.addAll(List.of("source_key", "source_position", "operation"));
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table).where(SeenChanges.here(source)).select(columns).build()) {
      for (Record row : rows) {
        Map<String, Object> values = new HashMap<>();
        latest.kept.forEach(column -> values.put(column, row.getField(column)));
        latest.put(
            latest.of(
                (String) row.getField("source_key"),
                ChangePosition.parse((String) row.getField("source_position")),
                (String) row.getField("operation"),
                values));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return latest;
  }

  private Latest of(
      String sourceKey, ChangePosition position, String operation, Map<String, Object> values) {
    List<Object> held = new ArrayList<>();
    key.forEach(column -> held.add(values.get(column)));
    return new Latest(sourceKey, position, operation, held, values);
  }

  private void put(Latest read) {
    if (!ChangePosition.MOVED.equals(read.position().print())) {
      bySourceKey.merge(read.sourceKey(), read, LatestRecords::later);
      everHeldBy.computeIfAbsent(read.key(), unheld -> new HashSet<>()).add(read.sourceKey());
    }
    byKey.merge(read.key(), read, LatestRecords::later);
  }

  private static Latest later(Latest one, Latest other) {
    return one.position().compareTo(other.position()) <= 0 ? other : one;
  }

  /**
   * Takes note of a record that is taken in.
   *
   * @return the record that ends what this one leaves under another key; empty where nothing is
   */
  List<SourceRecord> take(SourceRecord read, ChangePosition position) {
    Map<String, Object> values = new HashMap<>();
    kept.forEach(column -> values.put(column, read.values().get(column)));
    Latest taken = of(read.locator().key(), position, read.operation(), values);
    Latest before = bySourceKey.get(taken.sourceKey());
    put(taken);
    if (before == null) {
      return List.of();
    }
    boolean late = taken.position().compareTo(before.position()) < 0;
    Latest standing = late ? before : taken;
    Latest superseded = late ? taken : before;
    if (!superseded.isLive()
        || superseded.key().equals(standing.key())
        || isHeld(superseded.key())) {
      return List.of();
    }
    return List.of(
        end(
            superseded,
            new ChangePosition(
                standing.position().time(),
                position.batch(),
                position.place(),
                ChangePosition.MOVED)));
  }

  private boolean isHeld(List<Object> wanted) {
    return everHeldBy.getOrDefault(wanted, Set.of()).stream()
        .map(bySourceKey::get)
        .anyMatch(latest -> latest.isLive() && latest.key().equals(wanted));
  }

  /** The record that ends a key. */
  SourceRecord end(Latest latest, ChangePosition position) {
    SourceRecord ended =
        new SourceRecord(
            latest.values(),
            DELETE,
            Locator.ofDatabase(
                source.database(), source.sourceTable(), latest.sourceKey(), position.toString()),
            Map.of(),
            List.of());
    put(of(latest.sourceKey(), position, DELETE, latest.values()));
    return ended;
  }

  /** Whether the record of a change's key stands as the change says, and was said so last. */
  boolean says(Change change) {
    Latest before = bySourceKey.get(change.key());
    return before != null && before.isLive() && change.print().equals(before.position().print());
  }

  Latest ofSourceKey(String sourceKey) {
    return bySourceKey.get(sourceKey);
  }

  /** The source's keys that were ended because the source did not hold them. */
  Set<String> vanished() {
    Set<String> vanished = new HashSet<>();
    bySourceKey.forEach(
        (sourceKey, latest) -> {
          if (ChangePosition.VANISHED.equals(latest.position().print())) {
            vanished.add(sourceKey);
          }
        });
    return vanished;
  }

  /** The living records of the contract's keys. */
  Collection<Latest> living() {
    return byKey.values().stream().filter(Latest::isLive).toList();
  }

  /** Whether a source that holds these keys knows a record under the latest one's contract key. */
  boolean isPresent(Latest latest, Set<String> sourceKeys) {
    return everHeldBy.getOrDefault(latest.key(), Set.of()).stream()
        .filter(sourceKeys::contains)
        .map(bySourceKey::get)
        .anyMatch(other -> other.key().equals(latest.key()));
  }
}
