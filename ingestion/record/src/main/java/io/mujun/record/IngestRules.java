package io.mujun.record;

import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.source.Deliveries;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.SourceChecks;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.source.SourceFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All declarations by which records are read.
 *
 * @param contracts contracts of all tables
 * @param units units of measure
 * @param zones zones and the areas that stand for them
 * @param sources all county systems, and who sends which ledger
 */
public record IngestRules(
    Contracts contracts, Units units, Zones zones, List<SourceDefinition> sources) {

  /**
   * Reads the declarations and holds the sources against the contracts.
   *
   * @param ingestion the folder {@code ingestion}
   * @throws MujunException with file and place where a declaration is wrong
   */
  public static IngestRules read(Warehouse warehouse, Path ingestion) {
    List<SourceDefinition> sources = new ArrayList<>();
    sources.addAll(
        Deliveries.read(
            ingestion.resolve("deliveries.csv"),
            LayoutFiles.readAll(ingestion.resolve("layouts")),
            warehouse.zones(),
            warehouse.contracts()));
    sources.addAll(SourceFiles.readAll(ingestion.resolve("sources")));
    IngestRules rules =
        new IngestRules(
            warehouse.contracts(), warehouse.units(), warehouse.zones(), List.copyOf(sources));
    rules.sources.forEach(source -> SourceChecks.check(source, rules.contracts, rules.units));
    return rules;
  }
}
