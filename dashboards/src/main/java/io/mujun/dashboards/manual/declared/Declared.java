package io.mujun.dashboards.manual.declared;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.access.Role;
import io.mujun.warehouse.access.User;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.coverage.Mechanism;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.source.Deliveries;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import io.mujun.warehouse.source.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All declarations of a repository, read once. */
public final class Declared {
  private final Warehouse warehouse;
  private final Contracts contracts;
  private final Metrics metrics;
  private final Units units;
  private final Zones zones;
  private final Map<String, Layout> layouts;
  private final List<LedgerSource> deliveries;
  private final List<SourceDefinition> databases;
  private final List<Mechanism> coverage;
  private final List<StatedFact> facts;
  private final List<WorkedExample> examples;
  private final List<Role> roles;
  private final Showings showings;

  /**
   * Reads them.
   *
   * @param home the repository
   * @throws io.mujun.warehouse.MujunException where one is not as it should be
   */
  public Declared(Path home) {
    this.warehouse = new Warehouse(home.resolve("warehouse"));
    this.contracts = warehouse.contracts();
    this.metrics = warehouse.metrics();
    this.units = warehouse.units();
    this.zones = warehouse.zones();
    Path ingestion = home.resolve("ingestion");
    this.layouts = LayoutFiles.readAll(ingestion.resolve("layouts"));
    this.deliveries =
        Deliveries.read(ingestion.resolve("deliveries.csv"), layouts, zones, contracts);
    this.databases = SourceFiles.readAll(ingestion.resolve("sources"));
    this.coverage = warehouse.coverage();
    this.facts =
        StatedFact.read(
            home.resolve("samples/facts.csv"),
            coverage.stream().map(Mechanism::id).collect(Collectors.toSet()));
    this.examples = WorkedExample.readAll(warehouse.directory().resolve("metrics/examples"));
    this.roles = warehouse.access().users().stream().map(User::role).distinct().toList();
    this.showings = new Showings(home.resolve("dashboards"), metrics);
  }

  public Warehouse warehouse() {
    return warehouse;
  }

  public Contracts contracts() {
    return contracts;
  }

  public Metrics metrics() {
    return metrics;
  }

  public Units units() {
    return units;
  }

  public Zones zones() {
    return zones;
  }

  /** Layouts of ledgers by their slugs. */
  public Map<String, Layout> layouts() {
    return layouts;
  }

  public List<LedgerSource> deliveries() {
    return deliveries;
  }

  /** Exchange databases and change streams. */
  public List<SourceDefinition> databases() {
    return databases;
  }

  public List<Mechanism> coverage() {
    return coverage;
  }

  public List<StatedFact> factsOf(Mechanism mechanism) {
    return facts.stream().filter(fact -> fact.mechanism().equals(mechanism.id())).toList();
  }

  public List<WorkedExample> examples() {
    return examples;
  }

  /** Roles whose users may read a table. */
  public List<Role> readersOf(Contract table) {
    return roles.stream().filter(role -> role.reads(table)).toList();
  }

  public List<Showing> showingsOfMetric(String metric) {
    return showings.ofMetric(metric);
  }

  public List<Showing> showingsOfTable(String table) {
    return showings.ofTable(table);
  }

  /** Every source whose records go to a table. */
  public List<SourceDefinition> sourcesOf(String table) {
    return Stream.concat(deliveries.stream(), databases.stream())
        .filter(source -> source.table().equals(table))
        .toList();
  }

  /** The view that declares a metric. */
  public MetricView viewOf(Measure measure) {
    return metrics.views().stream()
        .filter(view -> view.measures().contains(measure))
        .findFirst()
        .orElseThrow();
  }

  /** What a file of metrics says of all of them, in Chinese; may be empty. */
  public String commentOf(MetricView view) {
    Path file = warehouse.directory().resolve("metrics").resolve(view.name() + ".yaml");
    return Yaml.read(file, "METRIC_INVALID").node().path("comment").asText("");
  }

  /** What a table is computed by; empty where it has no query of its own. */
  public Optional<String> modelOf(Contract table) {
    Path file =
        warehouse
            .directory()
            .resolve("tables")
            .resolve(table.layer())
            .resolve(table.name())
            .resolve("model.sql");
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The code lists by the names of their files. */
  public Map<String, CodeTable> codeTables() {
    Map<String, CodeTable> tables = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(warehouse.codes())) {
      files
          .filter(file -> file.toString().endsWith(".csv"))
          .sorted()
          .forEach(
              file ->
                  tables.put(
                      file.getFileName().toString().replace(".csv", ""), CodeTable.read(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return tables;
  }

  /** Label of a code of a list; the code itself where the list has none. */
  public String label(String list, String code) {
    return warehouse.codeLabels(list).getOrDefault(code, code);
  }

  /** What a class of zones is called. */
  public Title zoneClass(String code) {
    return new Title(
        code,
        zones.all().stream()
            .filter(zone -> zone.zoneClass().equals(code))
            .map(Zone::className)
            .findFirst()
            .orElse(code));
  }

  public Title title(Measure measure) {
    return new Title(measure.name(), measure.displayName());
  }

  public Title title(Contract table) {
    return new Title(table.qualifiedName(), table.label());
  }
}
