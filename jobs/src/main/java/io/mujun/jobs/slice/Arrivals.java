package io.mujun.jobs.slice;

import io.mujun.catalog.Consumption;
import io.mujun.catalog.MujunCatalog;
import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.Sql;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Reference;
import io.mujun.warehouse.StatementScope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which slices of the ods tables hold what was not known at the last publication: those of new
 * records, those of records that waited for their day, those of earlier records of the same key,
 * which the new ones may end, and those of the records that they refer to. Of ledgers, those of
 * every statement of a scope for which another one holds than before.
 */
public final class Arrivals {
  /** What a statement supersedes. */
  private static final Set<String> SCOPE = Set.of("table_name", "scope");

  private static final Set<String> ADDITIVE = Set.of(DataOperations.APPEND, DataOperations.REPLACE);

  private final SparkSession session;
  private final MujunCatalog catalog;
  private final Contracts contracts;
  private final Set<String> sliceColumns;

  public Arrivals(
      SparkSession session, MujunCatalog catalog, Contracts contracts, Set<String> sliceColumns) {
    this.session = session;
    this.catalog = catalog;
    this.contracts = contracts;
    this.sliceColumns = sliceColumns;
  }

  /**
   * The slices of each table, by those of its columns that any model is sliced by.
   *
   * @param before what the last publication consumed
   * @param now what this night consumes
   */
  public Map<String, Slices> since(Consumption before, Consumption now) {
    Contract statements = contracts.table(VintageSql.STATEMENTS);
    Map<String, Slices> touched = new HashMap<>();
    List<String> queries = new ArrayList<>();
    Inputs inputs = new Inputs(now.inputs());
    for (Contract contract : contracts.layer("ods")) {
      String name = contract.qualifiedName();
      Contract said = contract.statementScope().isEmpty() ? contract : statements;
      Long snapshot = now.inputs().get(said.qualifiedName());
      if (snapshot == null) {
        touched.put(name, Slices.none());
        continue;
      }
      List<String> columns = tracked(contract);
      Reading reading = reading(catalog.table(said.qualifiedName()), before, snapshot);
      if (reading == Reading.NOTHING) {
        touched.put(name, Slices.none());
      } else if (reading == Reading.EVERYTHING || columns.isEmpty()) {
        touched.put(name, Slices.all());
      } else {
        touched.put(name, Slices.none());
        String fresh = fresh(said, read(contract, columns), before, inputs, reading);
        queries.add(slices(contract, columns, rows(contract, columns, fresh, inputs)));
        if (contract.refersTo() != null) {
          queries.add(referredQuery(contract, fresh, inputs));
        }
      }
    }
    if (!queries.isEmpty()) {
      collect(String.join("\nunion all\n", queries), touched);
    }
    return touched;
  }

  /** The columns of fresh records that are needed to find what they concern. */
  private static Set<String> read(Contract contract, List<String> columns) {
    if (!contract.statementScope().isEmpty()) {
      return SCOPE;
    }
    Set<String> read = new TreeSet<>(columns);
    read.addAll(contract.key());
    if (contract.refersTo() != null) {
      read.addAll(contract.refersTo().columns());
    }
    return read;
  }

  private enum Reading {
    NOTHING,
    WAITING_RECORDS,
    NEW_RECORDS,
    EVERYTHING
  }

  private static Reading reading(Table table, Consumption before, long now) {
    Long last = before.inputs().get(table.name().replace("mujun.", ""));
    if (last == null || table.snapshot(last) == null) {
      return Reading.EVERYTHING;
    }
    if (Consumption.holdSameRecords(table, last, now)) {
      LocalDate received = Consumption.receivedOn(table, table.snapshot(last));
      return received == null || received.isAfter(before.asAt())
          ? Reading.WAITING_RECORDS
          : Reading.NOTHING;
    }
    Long start = start(table, last, now);
    if (start == null) {
      return Reading.EVERYTHING;
    }
    for (Snapshot between : SnapshotUtil.ancestorsBetween(now, start, table::snapshot)) {
      if (!ADDITIVE.contains(between.operation())) {
        return Reading.EVERYTHING;
      }
    }
    return Reading.NEW_RECORDS;
  }

  /**
   * The newest ancestor of a snapshot that holds the records of an earlier one, which maintenance
   * may have written anew; null where there is none.
   */
  private static Long start(Table table, long last, long now) {
    for (Snapshot ancestor : SnapshotUtil.ancestorsOf(now, table::snapshot)) {
      if (Consumption.holdSameRecords(table, ancestor.snapshotId(), last)) {
        return ancestor.snapshotId();
      }
    }
    return null;
  }

  /** The records that came between, and those that waited for their day. */
  private String fresh(
      Contract contract, Set<String> columns, Consumption before, Inputs inputs, Reading reading) {
    String name = contract.qualifiedName();
    String list = Sql.columns(columns);
    String waiting =
        "select %s from %s where received_on > date'%s'"
            .formatted(list, inputs.relation(name), before.asAt());
    if (reading == Reading.WAITING_RECORDS) {
      return waiting;
    }
    String view = "arrived_" + contract.name();
    long now = inputs.snapshots().get(name);
    session
        .read()
        .option("start-snapshot-id", start(catalog.table(name), before.inputs().get(name), now))
        .option("end-snapshot-id", now)
        .table(name)
        .createOrReplaceTempView(view);
    return "select %s from %s union all %s".formatted(list, view, waiting);
  }

  /** The rows of a table that fresh records concern: those that they may end, and themselves. */
  private static String rows(Contract contract, List<String> columns, String fresh, Inputs inputs) {
    String received = inputs.relation(contract.qualifiedName());
    if (!contract.statementScope().isEmpty()) {
      return """
          (
            select received.*
            from %1$s as received
            left semi join (select scope from (%2$s) where table_name = %3$s) as stated
              on stated.scope = %4$s
          )"""
          .formatted(
              received, fresh, Sql.text(contract.qualifiedName()), StatementScope.sql(contract));
    }
    return contract.key().containsAll(columns)
        ? "(%s)".formatted(fresh)
        : "%s left semi join (%s) using (%s)"
            .formatted(received, fresh, Sql.columns(contract.key()));
  }

  /**
   * Slices of the records that new ones refer to: what reads both tables must be computed there.
   */
  private String referredQuery(Contract contract, String fresh, Inputs inputs) {
    Reference reference = contract.refersTo();
    return slices(
        contract,
        tracked(contracts.table(reference.table())),
        "%s left semi join (%s) using (%s)"
            .formatted(
                inputs.relation(reference.table()), fresh, Sql.columns(reference.columns())));
  }

  private static String slices(Contract contract, List<String> columns, String rows) {
    return "select %s as table_name, %s as slice from (select distinct %s from %s)"
        .formatted(Sql.text(contract.qualifiedName()), asMap(columns), Sql.columns(columns), rows);
  }

  /** An SQL map of the columns' names to their values as texts. */
  public static String asMap(Collection<String> columns) {
    return columns.stream()
        .map(column -> "%s, cast(%s as string)".formatted(Sql.text(column), Sql.name(column)))
        .collect(Collectors.joining(", ", "map(", ")"));
  }

  private void collect(String query, Map<String, Slices> touched) {
    Map<String, List<Map<String, String>>> found = new TreeMap<>();
    for (Row row : session.sql(query).collectAsList()) {
      Map<String, String> slice = row.getJavaMap(1);
      found.computeIfAbsent(row.getString(0), table -> new ArrayList<>()).add(new TreeMap<>(slice));
    }
    found.forEach((table, slices) -> touched.put(table, Slices.of(slices)));
  }

  private List<String> tracked(Contract contract) {
    return contract.properties().stream()
        .map(property -> property.name())
        .filter(sliceColumns::contains)
        .toList();
  }
}
