package io.mujun.jobs;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * The views that models read besides tables: {@code vintage_<ods table>}, {@code known_<dwd table>}
 * (the facts as known on the day as at which figures are computed) and {@code code_<code file>} (a
 * code file as texts).
 */
final class Views {
  private static final String VALIDITY = "validity";

  private final SparkSession session;
  private final Map<String, Object> parameters;

  Views(SparkSession session, LocalDate asAt) {
    this.session = session;
    this.parameters = Map.of("as_at", asAt);
  }

  void create(Warehouse warehouse, Contracts contracts) {
    contracts.layer("ods").forEach(contract -> vintage(contract, UnaryOperator.identity()));
    contracts.layer("dwd").stream()
        .filter(Views::isBitemporal)
        .forEach(contract -> known(contract, UnaryOperator.identity()));
    codes(warehouse.codes());
  }

  /** Creates a vintage view over the table, or over the view that stands for it. */
  void vintage(Contract contract, UnaryOperator<String> tables) {
    view(
        VintageSql.view(contract), VintageSql.of(contract, tables.apply(contract.qualifiedName())));
  }

  /** Creates the view of a bitemporal table as known on the day. */
  void known(Contract contract, UnaryOperator<String> tables) {
    view("known_" + contract.name(), knownQuery(tables.apply(contract.qualifiedName())));
  }

  /** The facts of a bitemporal table as known on {@code :as_at}. */
  static String knownQuery(String table) {
    return "select * from %s where known_from <= :as_at and (known_to is null or known_to > :as_at)"
        .formatted(table);
  }

  void codes(Path directory) {
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
  static String known(Contracts contracts, String table) {
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
  static List<String> identity(Contract contract) {
    return isBitemporal(contract)
        ? Stream.concat(contract.key().stream(), Stream.of("known_from")).toList()
        : contract.key();
  }

  private void view(String name, String query) {
    session.sql(query, parameters).createOrReplaceTempView(name);
  }
}
