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
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The views that models read besides tables: {@code vintage_<ods table>}, {@code known_<dwd table>}
 * (the facts as known on the day as at which figures are computed) and {@code code_<code file>} (a
 * code file as texts). Of few records a view is computed once a night; of more it stays a query, so
 * that a model's slices prune it.
 */
public final class Views {
  private static final String VALIDITY = "validity";
  private static final String VINTAGE = "vintage_";
  private static final String KNOWN = "known_";

  private final SparkSession session;
  private final Contracts contracts;
  private final Inputs inputs;
  private final ToLongFunction<String> records;
  private final Map<String, Object> parameters;
  private final Held held;
  private final Set<String> created = new HashSet<>();

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

  /** Creates those of the named views that are not there yet; tables are left alone. */
  public void require(Collection<String> names) {
    List<Callable<Dataset<Row>>> tasks = new ArrayList<>();
    List<String> views = new ArrayList<>();
    for (String name : names) {
      if ((name.startsWith(VINTAGE) || name.startsWith(KNOWN)) && created.add(name)) {
        views.add(name);
        tasks.add(() -> view(name));
      }
    }
    List<Dataset<Row>> rows = held.sideBySide(tasks);
    for (int i = 0; i < views.size(); i++) {
      rows.get(i).createOrReplaceTempView(views.get(i));
    }
  }

  private Dataset<Row> view(String name) {
    if (name.startsWith(KNOWN)) {
      Contract contract = contracts.table("dwd." + name.substring(KNOWN.length()));
      return rows(knownQuery(contract.qualifiedName()), contract);
    }
    Contract contract = contracts.table("ods." + name.substring(VINTAGE.length()));
    return rows(
        VintageSql.of(contract, records(contract), inputs.relation(VintageSql.STATEMENTS)),
        contract);
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

  private Dataset<Row> rows(String query, Contract contract) {
    long most = records.applyAsLong(contract.qualifiedName());
    return Held.isFew(most) ? held.rows(query, most) : session.sql(query, parameters);
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
        TextRows.of(session, codes.columns(), codes.rows()).createOrReplaceTempView("code_" + name);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The name under which a metric view's table is read: bitemporal facts as known on the day. */
  public static String known(Contracts contracts, String table) {
    return contracts.contains(table) && isBitemporal(contracts.table(table))
        ? "known_" + contracts.table(table).name()
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
