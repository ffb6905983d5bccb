package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.jobs.sql.Hashes;
import io.mujun.jobs.sql.SqlRelations;
import io.mujun.jobs.sql.ViewName;
import io.mujun.jobs.sql.Views;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Rule;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every {@code examples/*.yaml} beside a model; docs/declarations.md says how they are
 * written.
 */
class ModelExamplesTest {
  private static final Warehouse WAREHOUSE = new Warehouse(TestWarehouse.DECLARATIONS);
  private static final Contracts CONTRACTS = WAREHOUSE.contracts();
  private static final Path TABLES = TestWarehouse.DECLARATIONS.resolve("tables");
  private static final String CHECKED = "example_checked";
  private static final String DAY = "2024-11-24";

  @TestFactory
  List<DynamicTest> examples() throws IOException {
    try (Stream<Path> files = Files.walk(TABLES)) {
      return files
          .filter(file -> file.getParent().getFileName().toString().equals("examples"))
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      TABLES.relativize(file).toString(), file.toUri(), () -> run(file)))
          .toList();
    }
  }

  private static void run(Path file) {
    JsonNode example = Yaml.read(file, "EXAMPLE_INVALID").node();
    Path folder = file.getParent().getParent();
    Contract contract =
        CONTRACTS.table(folder.getParent().getFileName() + "." + folder.getFileName());
    LocalDate asAt = LocalDate.parse(example.path("as_at").asText(DAY));
    Dataset<Row> all = compute(folder.resolve("model.sql"), example.path("given"), asAt);
    Dataset<Row> computed = all.where(example.path("where").asText("true"));
    List<Map<String, String>> actual = new ArrayList<>(LocalSpark.texts(computed));
    List<Map<String, String>> expected = new ArrayList<>();
    List<Map<String, String>> compared = new ArrayList<>();
    for (JsonNode row : example.path("expected")) {
      Map<String, String> wanted = typed(contract, row);
      expected.add(wanted);
    }
    Set<String> columns = new HashSet<>();
    expected.forEach(row -> columns.addAll(row.keySet()));
    for (Map<String, String> row : actual) {
      Map<String, String> kept = typed(contract, row);
      kept.keySet().retainAll(columns);
      compared.add(kept);
    }
    assertThat(sorted(compared))
        .as(example.path("description").asText())
        .containsExactlyElementsOf(sorted(expected));
    all.createOrReplaceTempView(CHECKED);
    example
        .path("checks")
        .properties()
        .forEach(
            check ->
                assertThat(failing(contract, check.getKey(), example.path("given"), asAt))
                    .as(check.getKey())
                    .isEqualTo(check.getValue().asText()));
  }

  /** The number that a check's query gives over the computed rows and the tables that are given. */
  private static String failing(Contract contract, String check, JsonNode given, LocalDate asAt) {
    Rule rule =
        contract.rules().stream()
            .filter(declared -> declared.name().equals(check))
            .findFirst()
            .orElseThrow();
    SqlRelations query = SqlRelations.parse(rule.query().replace("${table}", CHECKED), check);
    query.names().stream()
        .filter(name -> !name.equals(CHECKED))
        .forEach(name -> stand(name, given, asAt));
    return LocalSpark.session()
        .sql(query.renamed(name -> name.equals(CHECKED) ? name : example(name)))
        .collectAsList()
        .get(0)
        .get(0)
        .toString();
  }

  private static List<Map<String, String>> sorted(List<Map<String, String>> rows) {
    return rows.stream().sorted(Comparator.comparing(Map::toString)).toList();
  }

  /** The model's rows over the rows that are given; an input that is not given is empty. */
  private static Dataset<Row> compute(Path model, JsonNode given, LocalDate asAt) {
    Views.codes(LocalSpark.session(), WAREHOUSE.codes());
    SqlRelations query = SqlRelations.parse(Hashes.text(model), model.toString());
    for (String name : query.names()) {
      if (!name.startsWith("code_")) {
        stand(name, given, asAt);
      }
    }
    String sql = query.renamed(name -> name.startsWith("code_") ? name : example(name));
    return LocalSpark.session().sql(sql, Map.of("as_at", asAt));
  }

  /** Makes the view that stands for an input. */
  private static void stand(String name, JsonNode given, LocalDate asAt) {
    JsonNode rows = given.path(name);
    if (rows.asText().equals("computed")) {
      Contract contract = CONTRACTS.table(name);
      Path model = TABLES.resolve(contract.layer()).resolve(contract.name()).resolve("model.sql");
      compute(model, given, asAt).createOrReplaceTempView(example(name));
      return;
    }
    Optional<ViewName> view = ViewName.of(name);
    if (view.isEmpty()) {
      rows(CONTRACTS.table(name).properties(), rows).createOrReplaceTempView(example(name));
      return;
    }
    Contract contract = CONTRACTS.table(view.get().table());
    if (view.get().kind() == ViewName.Kind.KNOWN) {
      rows(contract.properties(), given.path(contract.qualifiedName()))
          .createOrReplaceTempView(example(contract.qualifiedName()));
      LocalSpark.session()
          .sql(Views.knownQuery(example(contract.qualifiedName())), Map.of("as_at", asAt))
          .createOrReplaceTempView(example(name));
    } else if (view.get().kind() != ViewName.Kind.VINTAGE) {
      String vintage = new ViewName(ViewName.Kind.VINTAGE, view.get().subject()).name();
      stand(vintage, given, asAt);
      LocalSpark.session().table(example(vintage)).createOrReplaceTempView(example(name));
    } else {
      if (rows.isMissingNode() && given.has(contract.qualifiedName())) {
        rows(contract.properties(), given.path(contract.qualifiedName()))
            .createOrReplaceTempView(example(contract.qualifiedName()));
        LocalSpark.session()
            .sql(
                VintageSql.of(
                    contract, example(contract.qualifiedName()), example(VintageSql.STATEMENTS)),
                Map.of("as_at", asAt))
            .createOrReplaceTempView(example(name));
        return;
      }
      List<Property> columns = new ArrayList<>(contract.properties());
      columns.addAll(
          CONTRACTS.layer("dwd").get(0).properties().stream()
              .filter(property -> property.name().startsWith("known_"))
              .toList());
      if (!contract.statementScope().isEmpty()) {
        columns.add(
            CONTRACTS
                .table("dwd.investment_month")
                .property(VintageSql.COMPLETENESS)
                .orElseThrow());
      }
      rows(columns, rows).createOrReplaceTempView(example(name));
    }
  }

  private static String example(String name) {
    return "example_" + name.replace('.', '_');
  }

  private static Dataset<Row> rows(List<Property> columns, JsonNode given) {
    List<Map<String, String>> rows = new ArrayList<>();
    given.forEach(row -> rows.add(texts(row)));
    return LocalSpark.rows(columns, rows);
  }

  private static Map<String, String> texts(JsonNode row) {
    Map<String, String> texts = new TreeMap<>();
    row.properties()
        .forEach(
            field ->
                texts.put(
                    field.getKey(), field.getValue().isNull() ? null : field.getValue().asText()));
    return texts;
  }

  private static Map<String, String> typed(Contract contract, JsonNode row) {
    return typed(contract, texts(row));
  }

  /** Each value as its column's type writes it, so that 50 and 50.0000 are one. */
  private static Map<String, String> typed(Contract contract, Map<String, String> row) {
    Map<String, String> typed = new TreeMap<>();
    row.forEach(
        (column, value) -> {
          Property property = contract.property(column).orElseThrow();
          typed.put(column, value == null ? null : ExampleValues.normal(property.type(), value));
        });
    return typed;
  }
}
