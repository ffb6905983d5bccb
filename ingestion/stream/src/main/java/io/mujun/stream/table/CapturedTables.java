package io.mujun.stream.table;

import io.mujun.record.IngestRules;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.source.SourceChecks;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.source.SourceFiles;
import io.mujun.warehouse.source.StreamSource;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The captured tables of one source database. */
public final class CapturedTables {
  private final Map<String, CapturedTable> byName;

  private final String rules;

  private CapturedTables(Map<String, CapturedTable> byName, String rules) {
    this.byName = byName;
    this.rules = rules;
  }

  /**
   * Reads contracts, codes and the source files of one database.
   *
   * @param database name of the connection, as the source files state it
   * @throws MujunException {@code SOURCE_FILE_MISSING} where no source file is of this database,
   *     {@code SOURCE_CONTRADICTS_CONTRACT} where one does not fit its contract, {@code
   *     SOURCE_TABLE_SHARED} where two fill one table or read one
   */
  public static CapturedTables read(
      Path warehouseDirectory, Path sourcesDirectory, String database) {
    Warehouse warehouse = new Warehouse(warehouseDirectory);
    List<StreamSource> sources =
        SourceFiles.readAll(sourcesDirectory).stream()
            .filter(StreamSource.class::isInstance)
            .map(StreamSource.class::cast)
            .filter(source -> source.database().equals(database))
            .toList();
    if (sources.isEmpty()) {
      throw new MujunException(
          "SOURCE_FILE_MISSING",
          "No source file of kind change_stream in "
              + sourcesDirectory
              + " names the database '"
              + database
              + "'.");
    }
    IngestRules rules =
        new IngestRules(
            warehouse.contracts(),
            warehouse.units(),
            warehouse.zones(),
            List.<SourceDefinition>copyOf(sources));
    Map<String, CapturedTable> byName = new TreeMap<>();
    for (StreamSource source : sources) {
      SourceChecks.check(source, rules.contracts(), rules.units());
      for (CapturedTable other : byName.values()) {
        requireApart(source, other.source());
      }
      byName.put(source.sourceTable(), new CapturedTable(source, rules));
    }
    return new CapturedTables(byName, RulesHash.of(sources, rules));
  }

  /** What is compared with its source has to come from one table, and go to one. */
  private static void requireApart(StreamSource one, StreamSource other) {
    if (one.table().equals(other.table()) || one.sourceTable().equals(other.sourceTable())) {
      throw new MujunException(
          "SOURCE_TABLE_SHARED",
          "%s.yaml and %s.yaml both %s. Of one database, each table is read by one source file and fills a table of its own."
              .formatted(
                  other.source(),
                  one.source(),
                  one.table().equals(other.table())
                      ? "fill " + one.table()
                      : "read " + one.sourceTable()));
    }
  }

  /** Hash of the rules that rows are read by: another one may read the same row otherwise. */
  public String rules() {
    return rules;
  }

  public CapturedTable of(String sourceTable) {
    CapturedTable table = byName.get(sourceTable);
    if (table == null) {
      throw new MujunException(
          "SOURCE_TABLE_UNKNOWN",
          "A change of the table " + sourceTable + " came in, but no source file declares it.");
    }
    return table;
  }

  /** All tables, in the order of their sources' names. */
  public List<CapturedTable> all() {
    return byName.values().stream()
        .sorted(Comparator.comparing(table -> table.source().source()))
        .toList();
  }
}
