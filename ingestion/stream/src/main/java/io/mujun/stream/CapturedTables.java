package io.mujun.stream;

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
final class CapturedTables {
  private final Map<String, CapturedTable> byName;

  private CapturedTables(Map<String, CapturedTable> byName) {
    this.byName = byName;
  }

  /**
   * Reads contracts, codes and the source files of one database.
   *
   * @param database name of the connection, as the source files state it
   * @throws MujunException {@code SOURCE_FILE_MISSING} where no source file is of this database,
   *     {@code SOURCE_CONTRADICTS_CONTRACT} where one does not fit its contract
   */
  static CapturedTables read(Path warehouseDirectory, Path sourcesDirectory, String database) {
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
      byName.put(source.sourceTable(), new CapturedTable(source, rules));
    }
    return new CapturedTables(byName);
  }

  CapturedTable of(String sourceTable) {
    CapturedTable table = byName.get(sourceTable);
    if (table == null) {
      throw new MujunException(
          "SOURCE_TABLE_UNKNOWN",
          "A change of the table " + sourceTable + " came in, but no source file declares it.");
    }
    return table;
  }

  /** All tables, in the order of their sources' names. */
  List<CapturedTable> all() {
    return byName.values().stream()
        .sorted(Comparator.comparing(table -> table.source().source()))
        .toList();
  }
}
