package io.mujun.record;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.source.SourceChecks;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.source.SourceFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * All declarations by which records are read.
 *
 * @param contracts contracts of all tables
 * @param units units of measure
 * @param zones zones and the areas that stand for them
 * @param sources the layouts of all county systems
 */
public record IngestRules(
    Contracts contracts, Units units, Zones zones, List<SourceDefinition> sources) {

  /**
   * Reads the declarations and holds the sources against the contracts.
   *
   * @param sources the folder {@code ingestion/sources}
   * @throws MujunException with file and place where a declaration is wrong
   */
  public static IngestRules read(Warehouse warehouse, Path sources) {
    IngestRules rules =
        new IngestRules(
            warehouse.contracts(),
            warehouse.units(),
            warehouse.zones(),
            SourceFiles.readAll(sources));
    rules.sources.forEach(source -> SourceChecks.check(source, rules.contracts, rules.units));
    return rules;
  }
}
