package io.mujun.jobs.sql;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.code.CodeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The views that models read besides tables ({@link ViewName}). Of few records a view is computed
 * once a night; of more it stays a query, so that a model's slices prune it.
 */
public final class Views {
  /** The condition that all records meet. */
  public static final String ALL = "true";

  private static final String VALIDITY = "validity";

  private final SparkSession session;
  private final Contracts contracts;
  private final Inputs inputs;
  private final ToLongFunction<String> records;
  private final Map<String, Object> parameters;
  private final Held held;
  private final Set<ViewName> created = new HashSet<>();
  private final Map<String, Long> counted = new ConcurrentHashMap<>();

  /**
   * @param inputs what was received
   * @param records how many records a table has
   */
  public Views(
      SparkSession session,
      Contracts contracts,
      LocalDate asAt,
      Inputs inputs,
      ToLongFunction<String> records) {
    this.session = session;
    this.contracts = contracts;
    this.inputs = inputs;
    this.records = records;
    this.parameters = Map.of("as_at", asAt);
    this.held = new Held(session, parameters);
  }

  /** Creates those of the named views that are not there yet, of all records. */
  public void require(Collection<String> names) {
    require(names, table -> ALL);
  }

  /**
   * Creates those of the named views that are not there yet; tables are left alone.
   *
   * @param needed the condition on the records of a table that are needed: views of many records
   *     need not show any other
   */
  public void require(Collection<String> names, Function<Contract, String> needed) {
    List<ViewName> views =
        names.stream()
            .flatMap(name -> ViewName.of(name).stream())
            .filter(view -> view.kind() != ViewName.Kind.CODE)
            .toList();
    List<ViewName> computed =
        views.stream()
            .map(this::computed)
            .distinct()
            .filter(view -> !created.contains(view))
            .toList();
    List<Callable<Dataset<Row>>> tasks = new ArrayList<>();
    computed.forEach(view -> tasks.add(() -> rows(view, needed)));
    List<Dataset<Row>> rows = SideBySide.run(session, tasks);
    for (int i = 0; i < computed.size(); i++) {
      create(computed.get(i), rows.get(i));
    }
    views.stream()
        .filter(view -> !computed(view).equals(view) && !created.contains(view))
        .forEach(view -> create(view, session.table(computed(view).name())));
  }

  private void create(ViewName view, Dataset<Row> rows) {
    rows.createOrReplaceTempView(view.name());
    if (view.kind() == ViewName.Kind.KNOWN || isFew(view.table())) {
      created.add(view);
    }
  }

  /** Of few records there are vintages alone, which all read. */
  private ViewName computed(ViewName view) {
    return view.kind() != ViewName.Kind.KNOWN && isFew(view.table())
        ? new ViewName(ViewName.Kind.VINTAGE, view.subject())
        : view;
  }

  private Dataset<Row> rows(ViewName view, Function<Contract, String> needed) {
    Contract contract = contracts.table(view.table());
    String statements = inputs.relation(VintageSql.STATEMENTS);
    return switch (view.kind()) {
      case VINTAGE ->
          rows(VintageSql.of(contract, records(contract, needed), statements), contract);
      case WHOLE_VINTAGE -> rows(VintageSql.of(contract, records(contract), statements), contract);
      case SAID -> rows(VintageSql.said(contract, records(contract, needed), statements), contract);
      case KNOWN -> rows(knownQuery(contract.qualifiedName()), contract);
      case CODE -> throw new IllegalArgumentException(view.name());
    };
  }

  /**
   * The records of a table, without those of keys of which none is needed. Operations on a key
   * follow each other wherever they lie, so that no condition on slices passes by itself through
   * their query; through that of statements it does.
   */
  private String records(Contract contract, Function<Contract, String> needed) {
    String received = records(contract);
    String condition = needed.apply(contract);
    if (condition.equals(ALL)
        || isFew(contract.qualifiedName())
        || !contract.statementScope().isEmpty()) {
      return received;
    }
    return "(select * from %1$s left semi join (select %2$s from %1$s where %3$s) using (%2$s))"
        .formatted(received, Sql.columns(contract.key()), condition);
  }

  /**
   * The records of a table: a snapshot has the columns that were declared when it was made, and
   * those declared since are NULL.
   */
  private String records(Contract contract) {
    String relation = inputs.relation(contract.qualifiedName());
    Set<String> standing = Set.of(session.sql("select * from " + relation).columns());
    String declaredSince =
        contract.properties().stream()
            .filter(property -> !standing.contains(property.name()))
            .map(
                property ->
                    ", cast(null as %s) as %s"
                        .formatted(property.type().sql(), Sql.name(property.name())))
            .collect(Collectors.joining());
    return declaredSince.isEmpty()
        ? relation
        : "(select *%s from %s)".formatted(declaredSince, relation);
  }

  private boolean isFew(String table) {
    return held.isFew(most(table));
  }

  /** How many records a table has; each is asked of the catalog once. */
  private long most(String table) {
    return counted.computeIfAbsent(table, records::applyAsLong);
  }

  private Dataset<Row> rows(String query, Contract contract) {
    return rows(query, contract.qualifiedName());
  }

  /**
   * The rows of a query, computed once where they are few.
   *
   * @param table the query gives no more rows than it has records
   */
  public Dataset<Row> rows(String query, String table) {
    long most = most(table);
    return held.isFew(most) ? held.rows(query, most) : session.sql(query, parameters);
  }

  /** The facts of a bitemporal table as known on {@code :as_at}. */
  public static String knownQuery(String table) {
    return "select * from %s where known_from <= :as_at and (known_to is null or known_to > :as_at)"
        .formatted(table);
  }

  /** Creates the views of all code files. */
  public static void codes(SparkSession session, Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".csv")).sorted().toList()) {
        String name = file.getFileName().toString().replace(".csv", "");
        CodeTable codes = CodeTable.read(file);
        TextRows.of(session, codes.columns(), codes.rows())
            .createOrReplaceTempView(new ViewName(ViewName.Kind.CODE, name).name());
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The name under which a metric view's table is read: bitemporal facts as known on the day. */
  public static String known(Contracts contracts, String table) {
    return contracts.contains(table) && isBitemporal(contracts.table(table))
        ? new ViewName(ViewName.Kind.KNOWN, contracts.table(table).name()).name()
        : table;
  }

  static boolean isBitemporal(Contract contract) {
    return contract.includes().contains(VALIDITY);
  }

  /**
   * Columns that identify a row: those of the key, and where facts have a time of knowledge, it.
   */
  public static List<String> identity(Contract contract) {
    return isBitemporal(contract)
        ? Stream.concat(contract.key().stream(), Stream.of("known_from")).toList()
        : contract.key();
  }
}
