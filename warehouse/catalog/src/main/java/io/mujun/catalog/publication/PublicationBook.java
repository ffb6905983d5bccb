package io.mujun.catalog.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mujun.catalog.CatalogMoment;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;

/** All publications, as they stood at one moment. Not for several threads. */
public final class PublicationBook {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NAMED = 5;

  private final CatalogMoment moment;
  private final List<PublicationEntry> entries;
  private final Map<String, Optional<Table>> tables = new HashMap<>();

  private PublicationBook(CatalogMoment moment, List<PublicationEntry> entries) {
    this.moment = moment;
    this.entries = entries;
  }

  /** The publications of this moment; none where nothing was published yet. */
  public static PublicationBook of(CatalogMoment moment) {
    List<PublicationEntry> entries = new ArrayList<>();
    moment
        .table(Contracts.PUBLICATION)
        .ifPresent(
            table ->
                RecordScan.each(
                    table, Expressions.alwaysTrue(), row -> entries.add(entry(table, row))));
    entries.sort(
        Comparator.comparing(PublicationEntry::asAt).thenComparing(PublicationBook::number));
    return new PublicationBook(moment, List.copyOf(entries));
  }

  /** The publications, one after another. */
  public List<PublicationEntry> all() {
    return entries;
  }

  /**
   * The publication of this number.
   *
   * @throws MujunException {@code PUBLICATION_UNKNOWN} where there is none
   */
  public PublicationEntry find(String id) {
    return entries.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new MujunException(
                    "PUBLICATION_UNKNOWN",
                    "There is no publication '%s'. %s".formatted(id, thereAre())));
  }

  /**
   * The last publication as at this day or before: what was known on the day, as it was told.
   *
   * @throws MujunException {@code NOTHING_PUBLISHED} where the first came later
   */
  public PublicationEntry asKnownOn(LocalDate day) {
    return entries.stream()
        .filter(entry -> !entry.asAt().isAfter(day))
        .reduce((earlier, later) -> later)
        .orElseThrow(
            () ->
                new MujunException(
                    "NOTHING_PUBLISHED",
                    "Nothing was published as at %s or before. %s".formatted(day, thereAre())));
  }

  /** The publications of which a snapshot stands in its table and does not bear their name. */
  public List<PublicationEntry> untagged() {
    return entries.stream()
        .filter(
            entry ->
                entry.snapshots().entrySet().stream()
                    .anyMatch(
                        named ->
                            table(named.getKey())
                                .filter(table -> table.snapshot(named.getValue()) != null)
                                .filter(table -> !table.refs().containsKey(entry.tag()))
                                .isPresent()))
        .toList();
  }

  /**
   * Requires that all of a publication can still be read by its name.
   *
   * @throws MujunException {@code PUBLICATION_NOT_KEPT} with the tables of which that is not so
   */
  public void requireStanding(PublicationEntry entry) {
    Set<String> missing = new TreeSet<>();
    entry
        .snapshots()
        .forEach(
            (name, snapshot) -> {
              if (table(name)
                  .map(table -> table.snapshot(entry.tag()))
                  .filter(found -> found.snapshotId() == snapshot)
                  .isEmpty()) {
                missing.add(name);
              }
            });
    if (!missing.isEmpty()) {
      throw new MujunException(
          "PUBLICATION_NOT_KEPT",
          ("The publication %s cannot be read again: %s have no snapshot named '%s'. Where they"
                  + " still stand, the next mujun nightly that publishes names them.")
              .formatted(entry.id(), String.join(", ", missing), entry.tag()));
    }
  }

  /** A table of the moment, whose metadata is read but once. */
  private Optional<Table> table(String name) {
    return tables.computeIfAbsent(name, moment::table);
  }

  private String thereAre() {
    if (entries.isEmpty()) {
      return "Nothing was published yet: run mujun nightly first.";
    }
    List<String> last =
        entries.subList(Math.max(0, entries.size() - NAMED), entries.size()).stream()
            .map(PublicationEntry::id)
            .toList();
    return "The first is %s, the last are %s; mujun publications lists all."
        .formatted(entries.get(0).id(), String.join(", ", last));
  }

  private static int number(PublicationEntry entry) {
    return Integer.parseInt(entry.id().substring(entry.id().lastIndexOf('.') + 1));
  }

  private static PublicationEntry entry(Table table, Record row) {
    return new PublicationEntry(
        RecordScan.text(row, "publication_id"),
        RecordScan.text(row, "run_id"),
        (LocalDate) row.getField("run_date"),
        (LocalDate) row.getField("as_at"),
        (LocalDateTime) row.getField("published_at"),
        snapshots(RecordScan.text(row, "tables")),
        snapshots(RecordScan.text(row, "inputs")),
        table.schema().findField("definition") == null ? null : RecordScan.text(row, "definition"));
  }

  private static Map<String, Long> snapshots(String json) {
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Long>>() {});
    } catch (JsonProcessingException invalid) {
      throw new IllegalStateException(invalid);
    }
  }
}
