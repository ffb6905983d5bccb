package io.mujun.jobs.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.jobs.sql.Hashes;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changes a model's definition, so that all of it is computed anew. */
class ModelsTest {
  private static final Path DECLARATIONS =
      Path.of("").toAbsolutePath().getParent().resolve("warehouse");
  private static final Engine ENGINE = new Engine("4.1.3", "a");
  private static final String LEDGER = "tables/ods/investment_ledger/contract.odcs.yaml";

  @TempDir private Path copy;

  @BeforeEach
  void copyDeclarations() throws IOException {
    for (String part : Set.of("tables", "metrics", "codes")) {
      try (Stream<Path> files = Files.walk(DECLARATIONS.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path target = copy.resolve(DECLARATIONS.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
  }

  @Test
  void anotherScopeOfStatementsChangesTheFactsAndTheMetrics() throws IOException {
    assertThat(
            changedBy(
                LEDGER,
                text ->
                    text.replace(
                        "- property: statementScope\n        value: [zone_code, period]",
                        "- property: statementScope\n        value: [zone_code]")))
        .containsExactlyInAnyOrder(
            "dim.project", "dim.project_reference", "dwd.investment_month", "ads.metric_value");
  }

  @Test
  void anotherKeyChangesTheFacts() throws IOException {
    assertThat(
            changedBy(
                "tables/ods/commitment/contract.odcs.yaml",
                text ->
                    text.replace("Position: 2", "Position: 9")
                        .replace("Position: 1", "Position: 2")
                        .replace("Position: 9", "Position: 1")))
        .containsExactly("dim.project_reference", "dwd.commitment");
  }

  @Test
  void anotherEngineChangesWhatItComputes() {
    Map<String, String> definitions = definitions(DECLARATIONS, ENGINE);
    assertThat(different(definitions, definitions(DECLARATIONS, ENGINE))).isEmpty();
    assertThat(different(definitions, definitions(DECLARATIONS, new Engine("4.1.4", "a"))))
        .as("queries mean something else to another Spark")
        .contains("dwd.investment_month", "ads.metric_value", "ads.project_progress");
    assertThat(different(definitions, definitions(DECLARATIONS, new Engine("4.1.3", "b"))))
        .as("rows that our own code makes")
        .contains("ads.metric_value", "dim.metric", "dim.metric_judgement", "dim.scope")
        .doesNotContain("dwd.investment_month", "ads.project_progress");
  }

  @Test
  void theEngineIsAnotherWhereACompiledClassIs() throws IOException {
    Path classes = Path.of("").toAbsolutePath().resolve("target/classes/io/mujun/jobs/metric");
    Path changed = copy.resolve("classes");
    try (Stream<Path> files = Files.list(classes)) {
      Files.createDirectories(changed);
      for (Path file : files.toList()) {
        Files.copy(file, changed.resolve(file.getFileName().toString()));
      }
    }
    String same = hash(classes);
    assertThat(hash(changed)).isEqualTo(same);
    Path one = changed.resolve("MetricSql.class");
    byte[] bytes = Files.readAllBytes(one);
    bytes[bytes.length - 1]++;
    Files.write(one, bytes);
    assertThat(hash(changed)).isNotEqualTo(same);
    assertThat(Engine.running()).isEqualTo(Engine.running());
    assertThat(Engine.running().spark()).matches("\\d+\\.\\d+\\.\\d+");
  }

  private static String hash(Path classes) {
    MessageDigest digest = Hashes.sha256();
    Engine.update(digest, classes);
    return java.util.HexFormat.of().formatHex(digest.digest());
  }

  /** The models whose definition is another once a file is changed. */
  private Set<String> changedBy(String file, UnaryOperator<String> change) throws IOException {
    Map<String, String> before = definitions(copy, ENGINE);
    Path changed = copy.resolve(file);
    String text = Files.readString(changed);
    assertThat(change.apply(text)).isNotEqualTo(text);
    Files.writeString(changed, change.apply(text));
    return different(before, definitions(copy, ENGINE));
  }

  private static Set<String> different(Map<String, String> before, Map<String, String> after) {
    return before.keySet().stream()
        .filter(name -> !before.get(name).equals(after.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> definitions(Path declarations, Engine engine) {
    Warehouse warehouse = new Warehouse(declarations);
    Map<String, String> definitions = new TreeMap<>();
    new Models(warehouse, warehouse.contracts(), warehouse.metrics(), engine)
        .read()
        .ordered()
        .forEach(model -> definitions.put(model.name(), model.definition()));
    return definitions;
  }
}
