package io.mujun.catalog;

import io.mujun.warehouse.CommitKeys;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What a publication was computed from. It stands in the summary of the snapshot by which {@code
 * ads.publication} was appended to, so it is as true as the publication itself. Two equal
 * consumptions give equal figures: a night that finds its own published has nothing to do.
 *
 * @param inputs ods table → snapshot; a table without records is absent
 * @param definition hash of all declarations, see {@code Warehouse.definitionHash}
 * @param asAt the day as known on which figures are computed
 */
public record Consumption(Map<String, Long> inputs, String definition, LocalDate asAt) {
  /** The table whose rows are publications. */
  public static final String PUBLICATION = Contracts.PUBLICATION;

  private static final String INPUT = "mujun.input.";
  private static final String DEFINITION = "mujun.definition";
  private static final String AS_AT = "mujun.as-at";

  public Consumption {
    inputs = Map.copyOf(inputs);
  }

  /** The keys and values for a snapshot's summary. */
  public Map<String, String> toSummary() {
    Map<String, String> summary = new TreeMap<>();
    inputs.forEach((table, snapshot) -> summary.put(INPUT + table, Long.toString(snapshot)));
    summary.put(DEFINITION, definition);
    summary.put(AS_AT, asAt.toString());
    return summary;
  }

  /** Reads what {@link #toSummary} wrote; empty where the summary holds no consumption. */
  public static Optional<Consumption> fromSummary(Map<String, String> summary) {
    if (!summary.containsKey(DEFINITION) || !summary.containsKey(AS_AT)) {
      return Optional.empty();
    }
    Map<String, Long> inputs = new TreeMap<>();
    summary.forEach(
        (key, value) -> {
          if (key.startsWith(INPUT)) {
            inputs.put(key.substring(INPUT.length()), Long.valueOf(value));
          }
        });
    return Optional.of(
        new Consumption(inputs, summary.get(DEFINITION), LocalDate.parse(summary.get(AS_AT))));
  }

  /** What the last publication was computed from; empty before the first. */
  public static Optional<Consumption> published(MujunCatalog catalog) {
    return published(CatalogMoment.read(catalog.settings()));
  }

  /** What the last publication before this moment was computed from; empty before the first. */
  public static Optional<Consumption> published(CatalogMoment moment) {
    return moment
        .table(PUBLICATION)
        .map(Table::currentSnapshot)
        .flatMap(snapshot -> fromSummary(snapshot.summary()));
  }

  /** As {@link #pending(CatalogMoment, Collection, String, LocalDate)}, of the present moment. */
  public static Optional<Consumption> pending(
      MujunCatalog catalog, Contracts contracts, String definition, LocalDate date) {
    return pending(
        CatalogMoment.read(catalog.settings()),
        contracts.layer("ods").stream().map(Contract::qualifiedName).toList(),
        definition,
        date);
  }

  /**
   * What a night on this date would consume: the ods tables as they stand at one moment, as at the
   * earlier of the date and the latest day on which records were received.
   *
   * @param odsTables qualified names of the declared ods tables; those not made yet are left out
   * @return empty where no record was ever received
   */
  public static Optional<Consumption> pending(
      CatalogMoment moment, Collection<String> odsTables, String definition, LocalDate date) {
    Map<String, Long> inputs = new TreeMap<>();
    LocalDate received = null;
    for (String name : odsTables) {
      Table table = moment.table(name).orElse(null);
      Snapshot snapshot = table == null ? null : table.currentSnapshot();
      if (snapshot != null) {
        inputs.put(name, snapshot.snapshotId());
        LocalDate day = receivedOn(table, snapshot);
        received = received == null || (day != null && day.isAfter(received)) ? day : received;
      }
    }
    if (received == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Consumption(inputs, definition, received.isBefore(date) ? received : date));
  }

  /**
   * Whether another consumption gives equal figures: the same definition and day, and of each table
   * the same records, which maintenance may have written anew.
   *
   * @param moment when both snapshots of each table stand
   */
  public boolean isEquivalent(Consumption other, CatalogMoment moment) {
    return definition.equals(other.definition)
        && asAt.equals(other.asAt)
        && inputs.keySet().equals(other.inputs.keySet())
        && inputs.entrySet().stream()
            .allMatch(input -> holdSameRecords(moment, input, other.inputs.get(input.getKey())));
  }

  private static boolean holdSameRecords(
      CatalogMoment moment, Map.Entry<String, Long> input, long other) {
    return input.getValue() == other
        || moment
            .table(input.getKey())
            .filter(table -> holdSameRecords(table, input.getValue(), other))
            .isPresent();
  }

  /** Whether two snapshots of a table hold the same records, though perhaps in other files. */
  public static boolean holdSameRecords(Table table, long one, long other) {
    return recordsOf(table, one) == recordsOf(table, other);
  }

  /** The snapshot by which the records of a snapshot came to stand: mostly itself. */
  public static long recordsOf(Table table, long snapshotId) {
    Snapshot snapshot = table.snapshot(snapshotId);
    String of = snapshot == null ? null : snapshot.summary().get(CommitKeys.RECORDS_OF);
    return of == null ? snapshotId : Long.parseLong(of);
  }

  /**
   * The latest day on which records were received, up to a snapshot: the newest ancestor that says
   * so, because compaction says nothing of it; null where none does.
   */
  public static LocalDate receivedOn(Table table, Snapshot snapshot) {
    for (Snapshot at = snapshot;
        at != null;
        at = at.parentId() == null ? null : table.snapshot(at.parentId())) {
      String day = at.summary().get(CommitKeys.RECEIVED_ON);
      if (day != null) {
        return LocalDate.parse(day);
      }
    }
    return null;
  }
}
