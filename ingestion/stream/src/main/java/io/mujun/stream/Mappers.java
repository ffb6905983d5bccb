package io.mujun.stream;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.source.SourceFiles;
import io.mujun.warehouse.source.StreamSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The mappers of all tables of one source database. */
final class Mappers {
  private final Map<String, RowMapper> byTable;

  private Mappers(Map<String, RowMapper> byTable) {
    this.byTable = byTable;
  }

  /**
   * Reads contracts, codes and source files.
   *
   * @param database name of the connection, as the source files state it
   * @throws MujunException {@code SOURCE_FILE_MISSING} where no source file is of this database
   */
  static Mappers read(Path warehouseDirectory, Path sourcesDirectory, String database) {
    Warehouse warehouse = new Warehouse(warehouseDirectory);
    Contracts contracts = warehouse.contracts();
    Zones zones = warehouse.zones();
    Units units = warehouse.units();
    List<RowMapper> mappers =
        SourceFiles.readAll(sourcesDirectory).stream()
            .filter(StreamSource.class::isInstance)
            .map(StreamSource.class::cast)
            .filter(source -> source.database().equals(database))
            .map(source -> new RowMapper(source, contracts.table(source.table()), zones, units))
            .toList();
    if (mappers.isEmpty()) {
      throw new MujunException(
          "SOURCE_FILE_MISSING",
          "No source file of kind change_stream in "
              + sourcesDirectory
              + " names the database '"
              + database
              + "'.");
    }
    return new Mappers(
        mappers.stream()
            .collect(
                Collectors.toMap(mapper -> mapper.source().sourceTable(), Function.identity())));
  }

  RowMapper of(String sourceTable) {
    RowMapper mapper = byTable.get(sourceTable);
    if (mapper == null) {
      throw new MujunException(
          "SOURCE_TABLE_UNKNOWN",
          "A change of the table " + sourceTable + " came in, but no source file declares it.");
    }
    return mapper;
  }

  /** All mappers, in the order of their sources' names. */
  List<RowMapper> all() {
    return byTable.values().stream()
        .sorted(java.util.Comparator.comparing(mapper -> mapper.source().source()))
        .toList();
  }
}
