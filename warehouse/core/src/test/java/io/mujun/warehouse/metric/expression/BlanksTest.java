package io.mujun.warehouse.metric.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.MujunException;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlanksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sum(a)                                  | AT_LEAST a is null",
        "sum(a) filter (where k)                 | AT_LEAST k and a is null",
        "sum(a) filter (where a is not null)     | AT_LEAST a is not null and a is null",
        "sum(case when k then a else 0 end)      | AT_LEAST case when k then a is null else false end",
        "sum(case when k then a end)             | AT_LEAST case when k then a is null else false end",
        "sum(if(k, a, 0))                        | AT_LEAST case when k then a is null else false end",
        "sum(case when k then null else 1 end)   | ~~",
        "sum(coalesce(a, 0))                     | ~~",
        "sum(coalesce(a, b))                     | AT_LEAST a is null and b is null",
        "sum(a * 2 + b)                          | AT_LEAST a is null or b is null",
        "sum(a) + sum(b)                         | AT_LEAST a is null; AT_LEAST b is null",
        "sum(a) - sum(b)                         | AT_LEAST a is null; AT_MOST b is null",
        "-sum(a)                                 | AT_MOST a is null",
        "sum(a) * sum(b)                         | ABOUT a is null; ABOUT b is null",
        "count(a) + count_if(a > 0) + max(a)     | ~~",
        "count(*)                                | ~~",
      })
  void aSumTellsWhichRowsItLeavesOut(String expression, String expected) {
    Expression tree =
        ParsedExpression.parse(
                expression, (code, offset, message) -> new MujunException(code, message))
            .tree();

    assertThat(
            Blanks.of(tree).entrySet().stream()
                .flatMap(
                    entry ->
                        entry.getValue().stream()
                            .map(blank -> entry.getKey() + " " + SparkSql.print(blank)))
                .collect(Collectors.joining("; ")))
        .isEqualTo(expected);
  }
}
