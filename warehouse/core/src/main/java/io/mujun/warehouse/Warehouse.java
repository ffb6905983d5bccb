package io.mujun.warehouse;

import io.mujun.warehouse.access.AccessPolicy;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.coverage.Coverage;
import io.mujun.warehouse.coverage.Mechanism;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.scope.Scopes;
import io.mujun.warehouse.time.WorkingCalendar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The declarations under one folder {@code warehouse/}. Each method reads anew: keep what it
 * returns.
 *
 * @param directory the folder that holds tables, metrics, codes and access
 */
public record Warehouse(Path directory) {

  public Contracts contracts() {
    return Contracts.read(directory.resolve("tables"));
  }

  /**
   * The views that have a form of their own, as {@code views/<schema>/<view>/contract.odcs.yaml}
   * declares it. They are no tables: nothing is stored of them.
   */
  public Contracts views() {
    return Contracts.read(directory.resolve("views"));
  }

  /** Qualified names of the tables of a layer; many times cheaper than {@link #contracts}. */
  public List<String> tableNames(String layer) {
    return Contracts.names(directory.resolve("tables"), layer);
  }

  public Metrics metrics() {
    return Metrics.read(directory.resolve("metrics"), units(), contracts());
  }

  public Units units() {
    return Units.read(codes().resolve("unit.csv"));
  }

  public Zones zones() {
    return Zones.read(codes());
  }

  public Scopes scopes() {
    return Scopes.read(codes());
  }

  /** Codes of the reasons for which a figure is not known that there should be. */
  public Set<String> missingReasons() {
    return CodeTable.read(codes().resolve("null_reason.csv")).rows().stream()
        .filter(row -> row.get("kind").equals("missing"))
        .map(row -> row.get("code"))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The labels of a code list by their codes. */
  public Map<String, String> codeLabels(String list) {
    Map<String, String> labels = new LinkedHashMap<>();
    CodeTable.read(codes().resolve(list + ".csv"))
        .rows()
        .forEach(row -> labels.put(row.get("code"), row.get("label")));
    return labels;
  }

  public WorkingCalendar calendar() {
    return WorkingCalendar.read(codes().resolve("calendar.csv"));
  }

  public AccessPolicy access() {
    return AccessPolicy.read(directory.resolve("access"), zones());
  }

  /** The zones' mechanisms, and where each can be seen. */
  public List<Mechanism> coverage() {
    return Coverage.read(directory.resolve("coverage.yaml"), this);
  }

  public Path codes() {
    return directory.resolve("codes");
  }

  /**
   * A hash over everything that says how figures are computed: tables, metrics and codes. It
   * changes when a declaration does, and not when one is merely touched.
   */
  public String definitionHash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Map.Entry<String, Path> file : definitionFiles().entrySet()) {
        digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file.getValue()));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The files over which {@link #definitionHash} goes, in its order, by their paths below the
   * folder.
   */
  public Map<String, Path> definitionFiles() {
    Map<String, Path> definitions = new LinkedHashMap<>();
    for (String room : new String[] {"codes", "metrics", "tables"}) {
      try (Stream<Path> files = Files.walk(directory.resolve(room))) {
        files
            .filter(Warehouse::isDefinition)
            .sorted()
            .forEach(file -> definitions.put(directory.relativize(file).toString(), file));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return definitions;
  }

  private static boolean isDefinition(Path file) {
    String name = file.getFileName().toString();
    boolean example = file.getParent().getFileName().toString().equals("examples");
    return !example && (name.endsWith(".yaml") || name.endsWith(".sql") || name.endsWith(".csv"));
  }
}
