package io.mujun.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mujun.jobs.LocalSpark;
import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every {@code warehouse/metrics/examples/judgements/*.yaml}: a metric of the house with other
 * judgements, months with values, and the target and light that are expected of each.
 */
class JudgementExamplesTest {
  private static final Path DECLARATIONS =
      Path.of("").toAbsolutePath().getParent().resolve("warehouse");
  private static final YAMLMapper YAML = new YAMLMapper();

  @TempDir private static Path temporary;

  @TestFactory
  List<DynamicTest> examples() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.list(DECLARATIONS.resolve("metrics/examples/judgements"))) {
      for (Path file : files.sorted().toList()) {
        JsonNode example = Yaml.read(file, "EXAMPLE_INVALID").node();
        Measure measure = measure(example, temporary.resolve(file.getFileName().toString()));
        for (JsonNode expected : example.path("expected")) {
          tests.add(
              DynamicTest.dynamicTest(
                  file.getFileName() + ": " + expected, () -> check(measure, expected)));
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests;
  }

  private static void check(Measure measure, JsonNode expected) {
    Row judged =
        LocalSpark.session()
            .sql(
                """
                select judgement.target, %s as light
                from (
                  select cast(%s as decimal(38,6)) as value, %s as judgement
                )
                """
                    .formatted(
                        JudgementSql.light("value", "judgement", JudgementSql.direction(measure)),
                        expected.path("value").asText(),
                        JudgementSql.holding(
                            JudgementSql.declared(measure.judgements()),
                            "cast(%s as date)"
                                .formatted(Sql.text(expected.path("period").asText())))))
            .collectAsList()
            .get(0);
    BigDecimal target = judged.getDecimal(0);
    assertThat(target == null ? null : target.stripTrailingZeros().toPlainString())
        .isEqualTo(text(expected.path("target")));
    assertThat(judged.getString(1)).isEqualTo(text(expected.path("light")));
  }

  private static String text(JsonNode node) {
    return node.isNull() ? null : node.asText();
  }

  /** The metric of the house, with the example's judgements in place of its own. */
  private static Measure measure(JsonNode example, Path copies) throws IOException {
    Files.createDirectories(copies);
    String name = example.path("metric").asText();
    try (Stream<Path> files = Files.list(DECLARATIONS.resolve("metrics"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        JsonNode view = Yaml.read(file, "METRIC_INVALID").node();
        for (JsonNode measure : view.path("measures")) {
          if (measure.path("name").asText().equals(name)) {
            ((ObjectNode) measure).set("judgements", example.path("judgements"));
          }
        }
        YAML.writeValue(copies.resolve(file.getFileName()).toFile(), view);
      }
    }
    Warehouse warehouse = new Warehouse(DECLARATIONS);
    return Metrics.read(copies, warehouse.units(), warehouse.contracts())
        .measure(name, "the example");
  }
}
