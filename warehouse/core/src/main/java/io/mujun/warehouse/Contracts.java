package io.mujun.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Every table's contract, read from {@code warehouse/tables/<layer>/<table>/contract.odcs.yaml}.
 */
public final class Contracts {
  /** The table to which each publication appends its row. */
  public static final String PUBLICATION = "ads.publication";

  /** The table to which a publication appends the metrics' definitions that are new with it. */
  public static final String METRIC_VERSION = "dim.metric_version";

  /** The schema of the views that take published numbers apart; it holds no tables. */
  public static final String TRACE = "trace";

  static final String FILE = "contract.odcs.yaml";
  private static final String SHARED = "shared";

  private final Map<String, Contract> tables;

  private Contracts(Map<String, Contract> tables) {
    this.tables = tables;
  }

  /**
   * Reads all contracts.
   *
   * @param directory the folder {@code warehouse/tables}
   * @throws MujunException {@code CONTRACT_INVALID} with the file and the fault
   */
  public static Contracts read(Path directory) {
    Map<String, Contract> shared = new TreeMap<>();
    Map<String, Contract> tables = new TreeMap<>();
    for (Path file : sharedFiles(directory.resolve(SHARED))) {
      String name = file.getFileName().toString().replace(".odcs.yaml", "");
      shared.put(name, ContractParser.parse(file, directory, SHARED, name));
    }
    for (Path layer : children(directory)) {
      String layerName = layer.getFileName().toString();
      if (layerName.equals(SHARED) || !Files.isDirectory(layer)) {
        continue;
      }
      for (Path table : tableFolders(layer)) {
        Contract contract =
            ContractParser.parse(
                table.resolve(FILE), directory, layerName, table.getFileName().toString());
        Contract complete = include(contract, shared);
        verify(complete);
        tables.put(complete.qualifiedName(), complete);
      }
    }
    tables.values().forEach(contract -> requireReference(contract, tables));
    return new Contracts(tables);
  }

  /**
   * Qualified names of the tables that a layer declares, in order, without reading their contracts:
   * a table is named as its folder is.
   *
   * @param directory the folder {@code warehouse/tables}
   */
  public static List<String> names(Path directory, String layer) {
    return tableFolders(directory.resolve(layer)).stream()
        .map(table -> layer + "." + table.getFileName())
        .toList();
  }

  public Collection<Contract> all() {
    return tables.values();
  }

  public List<Contract> layer(String layer) {
    return tables.values().stream().filter(table -> table.layer().equals(layer)).toList();
  }

  /** The tables whose rows are computed from others. */
  public List<Contract> computed() {
    return tables.values().stream().filter(Contract::isComputed).toList();
  }

  public boolean contains(String qualifiedName) {
    return tables.containsKey(qualifiedName);
  }

  /**
   * The contract of a table.
   *
   * @throws MujunException {@code TABLE_UNKNOWN} where no contract has this name
   */
  public Contract table(String qualifiedName) {
    Contract contract = tables.get(qualifiedName);
    if (contract == null) {
      throw new MujunException(
          "TABLE_UNKNOWN",
          "No contract declares the table '"
              + qualifiedName
              + "'. Declared are: "
              + String.join(", ", tables.keySet())
              + ".");
    }
    return contract;
  }

  private static Contract include(Contract contract, Map<String, Contract> shared) {
    List<Property> properties = new ArrayList<>(contract.properties());
    for (String name : contract.includes()) {
      Contract included = shared.get(name);
      if (included == null) {
        throw new MujunException(
            "CONTRACT_INVALID",
            contract.qualifiedName()
                + ": includes '"
                + name
                + "', but tables/shared/"
                + name
                + ".odcs.yaml is not there.");
      }
      properties.addAll(included.properties());
    }
    return new Contract(
        contract.layer(),
        contract.name(),
        contract.version(),
        contract.label(),
        contract.description(),
        contract.grain(),
        List.copyOf(properties),
        contract.includes(),
        contract.slice(),
        contract.statementScope(),
        contract.carried(),
        contract.refersTo(),
        contract.codes(),
        contract.rules());
  }

  private static void verify(Contract contract) {
    Set<String> columns = new HashSet<>();
    for (Property property : contract.properties()) {
      if (!columns.add(property.name())) {
        throw invalid(contract, "column '" + property.name() + "' is declared twice.");
      }
    }
    for (Property property : contract.properties()) {
      requireColumn(contract, columns, property.boundOf(), "boundOf");
    }
    contract.slice().forEach(column -> requireColumn(contract, columns, column, "slice"));
    requireSlicePartitioned(contract);
    contract
        .statementScope()
        .forEach(column -> requireColumn(contract, columns, column, "statementScope"));
  }

  private static void requireReference(Contract contract, Map<String, Contract> tables) {
    Reference reference = contract.refersTo();
    if (reference == null) {
      return;
    }
    Contract other = tables.get(reference.table());
    if (other == null) {
      throw invalid(
          contract, "refersTo names '" + reference.table() + "', which no contract declares.");
    }
    for (String column : reference.columns()) {
      if (contract.property(column).isEmpty() || other.property(column).isEmpty()) {
        throw invalid(
            contract,
            "refersTo names '%s', which is not a column of both tables.".formatted(column));
      }
    }
  }

  private static void requireColumn(
      Contract contract, Set<String> columns, String column, String where) {
    if (column != null && !columns.contains(column)) {
      throw invalid(contract, where + " names '" + column + "', which is no column of the table.");
    }
  }

  /**
   * A slice is replaced by taking out whole files, so no file may hold rows of two slices: each
   * column of a slice must be one by which files are parted.
   */
  private static void requireSlicePartitioned(Contract contract) {
    List<String> missing = new ArrayList<>(contract.slice());
    missing.removeAll(contract.partitioning());
    if (!missing.isEmpty()) {
      throw invalid(
          contract,
          "slice names %s, by which the table is not partitioned (it is by %s). Add 'partitioned: true' there, or leave it out of the slice."
              .formatted(missing, contract.partitioning()));
    }
  }

  private static MujunException invalid(Contract contract, String fault) {
    return new MujunException("CONTRACT_INVALID", contract.qualifiedName() + ": " + fault);
  }

  private static List<Path> sharedFiles(Path directory) {
    return Files.isDirectory(directory)
        ? children(directory).stream()
            .filter(file -> file.getFileName().toString().endsWith(".odcs.yaml"))
            .toList()
        : List.of();
  }

  private static List<Path> tableFolders(Path layer) {
    return children(layer).stream().filter(table -> Files.exists(table.resolve(FILE))).toList();
  }

  private static List<Path> children(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
