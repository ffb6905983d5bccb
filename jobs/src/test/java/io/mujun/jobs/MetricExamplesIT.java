package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.NightResult;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every {@code warehouse/metrics/examples/*.yaml}: records in, metric values out. Of the
 * metrics only those are declared that an example expects, and what they are composed of.
 */
class MetricExamplesIT {
  private static final String TABLE = "ads.metric_value";

  @TempDir Path directory;

  @TestFactory
  List<DynamicTest> examples() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(TestWarehouse.DECLARATIONS.resolve("metrics/examples"))) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files) {
      JsonNode example = Yaml.read(file, "EXAMPLE_INVALID").node();
      Path declarations = directory.resolve(file.getFileName().toString());
      TestWarehouse.copyDeclarations(declarations, views(example)::contains);
      TestWarehouse warehouse = TestWarehouse.create(declarations);
      tests.add(
          DynamicTest.dynamicTest(
              file.getFileName() + ": the night is published", () -> publish(warehouse, example)));
      for (JsonNode expected : example.path("expected")) {
        tests.add(
            DynamicTest.dynamicTest(
                file.getFileName() + ": " + expected,
                () -> assertThat(actual(warehouse, expected)).isEqualTo(wanted(expected))));
      }
    }
    return tests;
  }

  /** The metric views of what an example expects. */
  private static Set<String> views(JsonNode example) {
    Map<String, MetricView> byMetric = new HashMap<>();
    METRICS
        .views()
        .forEach(view -> view.measures().forEach(measure -> byMetric.put(measure.name(), view)));
    Set<String> views = new TreeSet<>();
    Deque<String> wanted = new ArrayDeque<>();
    example.path("expected").forEach(expected -> wanted.add(expected.path("metric").asText()));
    while (!wanted.isEmpty()) {
      MetricView view = byMetric.get(wanted.pop());
      if (views.add(view.name())) {
        view.measures().forEach(measure -> wanted.addAll(measure.metrics()));
      }
    }
    return views;
  }

  private static void publish(TestWarehouse warehouse, JsonNode example) {
    String asAt = example.path("as_at").asText();
    for (JsonNode given : example.path("given")) {
      Contract contract = warehouse.contracts().table(given.path("table").asText());
      List<Map<String, Object>> records = new ArrayList<>();
      given.path("rows").forEach(row -> records.add(typed(contract, row)));
      warehouse.receive(contract.qualifiedName(), asAt, records);
      for (JsonNode scope : given.path("none")) {
        warehouse.state(
            contract.qualifiedName(), typed(contract, scope), asAt, "batch-of-none", "empty");
      }
    }
    NightResult night = warehouse.night(asAt, Mode.INCREMENTAL);
    assertThat(night.checks()).filteredOn(CheckResult::isWithholding).isEmpty();
    assertThat(night.status()).isEqualTo(NightResult.Status.PUBLISHED);
    example
        .path("checks")
        .properties()
        .forEach(
            check ->
                assertThat(night.checks())
                    .filteredOn(result -> result.check().equals(check.getKey()))
                    .extracting(CheckResult::failing)
                    .as(check.getKey())
                    .containsExactly(check.getValue().asLong()));
  }

  private static Map<String, Object> typed(Contract contract, JsonNode row) {
    Map<String, Object> values = new HashMap<>();
    row.properties()
        .forEach(
            field -> {
              PhysicalType type = contract.property(field.getKey()).orElseThrow().type();
              values.put(
                  field.getKey(),
                  field.getValue().isNull() ? null : value(type, field.getValue().asText()));
            });
    return values;
  }

  private static Object value(PhysicalType type, String text) {
    return switch (type.kind()) {
      case STRING -> text;
      case BOOLEAN -> Boolean.valueOf(text);
      case INT -> Integer.valueOf(text);
      case LONG -> Long.valueOf(text);
      case DATE -> LocalDate.parse(text);
      case DECIMAL -> new BigDecimal(text);
      case TIMESTAMP -> throw new IllegalArgumentException("no timestamps in examples");
    };
  }

  private static Map<String, String> actual(TestWarehouse warehouse, JsonNode expected) {
    String condition =
        Stream.of("scope_kind", "scope_code", "zone_code", "metric", "period")
            .filter(column -> expected.hasNonNull(column))
            .map(column -> "%s = '%s'".formatted(column, expected.path(column).asText()))
            .collect(Collectors.joining(" and "));
    Map<String, String> values = new TreeMap<>();
    warehouse
        .query("select * from " + TABLE + " where " + condition)
        .forEach(
            row ->
                wanted(expected)
                    .keySet()
                    .forEach(
                        column -> {
                          Object value = row.getAs(column);
                          values.put(column, normal(column, value == null ? null : value + ""));
                        }));
    return values;
  }

  private static Map<String, String> wanted(JsonNode expected) {
    Map<String, String> values = new TreeMap<>();
    expected
        .properties()
        .forEach(
            field ->
                values.put(
                    field.getKey(),
                    normal(
                        field.getKey(),
                        field.getValue().isNull() ? null : field.getValue().asText())));
    return values;
  }

  private static String normal(String column, String value) {
    PhysicalType type = CONTRACT.property(column).orElseThrow().type();
    return value == null ? null : ExampleValues.normal(type, value);
  }

  private static final Metrics METRICS = new Warehouse(TestWarehouse.DECLARATIONS).metrics();
  private static final Contract CONTRACT =
      Contracts.read(TestWarehouse.DECLARATIONS.resolve("tables")).table(TABLE);
}
