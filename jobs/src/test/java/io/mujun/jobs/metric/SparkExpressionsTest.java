package io.mujun.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.metric.expression.ParsedExpression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.SparkSqlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark reads what is printed as it reads what was declared. */
class SparkExpressionsTest {
  private static final Path METRICS =
      Path.of("").toAbsolutePath().getParent().resolve("warehouse/metrics");
  private static final List<String> FIELDS =
      List.of("numerator", "denominator", "expr", "numerator_bound", "denominator_bound");

  static List<String> declared() throws IOException {
    List<String> expressions = new ArrayList<>();
    try (Stream<Path> files = Files.list(METRICS)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        JsonNode view = Yaml.read(file, "METRIC_INVALID").node();
        add(expressions, view.path("filter"));
        view.path("dimensions").forEach(dimension -> add(expressions, dimension.path("expr")));
        view.path("measures")
            .forEach(measure -> FIELDS.forEach(field -> add(expressions, measure.path(field))));
      }
    }
    return expressions.stream().distinct().toList();
  }

  private static void add(List<String> expressions, JsonNode text) {
    if (text.isTextual()) {
      expressions.add(text.asText());
    }
  }

  @Test
  void everyDeclaredExpressionIsThere() throws IOException {
    assertThat(declared()).hasSizeGreaterThan(50).contains("sum(ytd_investment)");
  }

  @ParameterizedTest
  @MethodSource("declared")
  void ofDeclaredExpressions(String text) {
    assertThat(spark(printed(text))).isEqualTo(spark(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a or b and not c = d + e * -f",
        "a and (b or c) or not (d and e)",
        "not (a or b)",
        "(not a) is null",
        "a - (b - c) - d",
        "a / (b * c) * d % e",
        "-(-a)",
        "-a * b",
        "-(a * b)",
        "(a = b) = c",
        "(a = b) is null",
        "a = (b is null)",
        "a is not null and b not in (1, 2) and c not between d and e + 1 and f",
        "a not like 'x%' or b like '_y'",
        "(a in (1, 2)) = (b between c and d)",
        "a <=> b",
        "a is not distinct from b",
        "case when a then b end + case when c then d else e end",
        "cast(a as decimal(20,2)) / cast(b as bigint)",
        "sum(distinct a) filter (where b > 0) - count(distinct a, b)",
        "aggregate(a, 0, (state, x) -> state + x, state -> state * 2)",
        "'it''s' = 'a\\\\b' or c = '\\''",
        "date '2024-02-29' < a",
        "1D + 2L + 3.50 + .5",
        "`select` + `a b`",
        "a.b.c + (case when d then e end).f",
        "if(a, b, c) + coalesce(a, null, true)",
      })
  void ofEveryKindOfExpression(String text) {
    assertThat(spark(printed(text))).isEqualTo(spark(text));
  }

  private static String printed(String text) {
    return SparkSql.print(
        ParsedExpression.parse(text, (code, at, message) -> new MujunException(code, message))
            .tree());
  }

  private static Expression spark(String text) {
    try {
      return new SparkSqlParser().parseExpression(text);
    } catch (Exception invalid) {
      throw new AssertionError(text, invalid);
    }
  }
}
