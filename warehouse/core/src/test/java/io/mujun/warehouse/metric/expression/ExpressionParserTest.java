package io.mujun.warehouse.metric.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionParserTest {
  private static final int TRIES = 200;
  private static final Place TEXT =
      (code, offset, message) -> new MujunException(code, offset + ": " + message);

  @Provide
  Arbitrary<Expression> trees() {
    return ExpressionTrees.any();
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
  void whatIsPrintedIsReadAsTheSameTree(@ForAll("trees") Expression tree) {
    String printed = SparkSql.print(tree);
    assertThat(parse(printed)).as(printed).isEqualTo(tree);
  }

  @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE, generation = GenerationMode.RANDOMIZED)
  void aChangeThatChangesNothingGivesTheSameTree(@ForAll("trees") Expression tree) {
    assertThat(tree.changed(part -> part)).isEqualTo(tree);
  }

  /** Right of the arrow the same with the parentheses that precedence puts there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a or b and not c = d + e * -f | (a) or ((b) and (not ((c) = ((d) + ((e) * (-(f)))))))",
        "a - b - c                     | (a - b) - c",
        "a / b * c                     | (a / b) * c",
        "not a is null                 | not (a is null)",
        "a is not null                 | not (a is null)",
        "a not in (1, 2)               | not (a in (1, 2))",
        "a not between b and c and d   | (not (a between b and c)) and d",
        "a not like 'x%'               | not (a like 'x%')",
        "a is distinct from b          | not (a <=> b)",
        "a is not distinct from b      | a <=> b",
        "a is not true                 | not (a <=> true)",
        "a != b                        | a <> b",
        "-a * b                        | (-a) * b",
        "case a when 1 then b end      | case when a = 1 then b end",
        "SUM ( Area )                  | sum(area)",
        "'it''s'                       | 'it\\'s'",
        "x -> x + 1                    | (x) -> (x + 1)",
        "case when a then b else c end.d | (case when a then b else c end).d",
      })
  void precedenceIsSparks(String text, String explicit) {
    assertThat(parse(text)).isEqualTo(parse(explicit));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sum(area               | 8   | Here stands the end, but ')' belongs here.",
        "sum(area))             | 9   | Here stands ')', but the end, or an operator belongs here.",
        "a = b = c              | 6   | Of two comparisons in a row, put one in parentheses.",
        "a = b is null          | 6   | Of two comparisons in a row, put one in parentheses.",
        "a = not b              | 4   | Put parentheses around 'not' and what it denies.",
        "a + + b                | 4   | Here stands '+', but a name belongs here.",
        "sum(a) over (order by b) | 7 | Here stands 'over', but the end, or an operator belongs here.",
        "'open                  | 0   | The text that begins here does not end.",
        "'a\\n'                 | 2   | Only \\\\ and \\' are escaped",
        "\"area\"               | 0   | Texts stand in single quotes, names in backticks.",
        "a # b                  | 2   | '#' begins no word of SQL.",
        "a -- b                 | 2   | Comments belong before or after an expression",
        "1.                     | 2   | Digits follow the point of a number.",
        "1e3                    | 1   | A number is digits with a point",
        "date '2024-02-30'      | 5   | '2024-02-30' is no date.",
        "cast(a as text)        | 10  | 'text' is no type.",
        "cast(a as decimal)     | 10  | 'decimal' is no type.",
        "case a end             | 7   | Here stands 'end', but 'when' belongs here.",
        "a in ()                | 6   | Here stands ')', but a name belongs here.",
        "a is 1                 | 5   | Here stands '1', but 'null', 'true', 'false' or 'distinct from'",
        "a not b                | 6   | Here stands 'b', but 'in', 'between' or 'like' belongs here.",
        "where                  | 0   | Here stands 'where', but a name belongs here.",
      })
  void whatIsNoExpressionIsRefusedAtItsPlace(String text, int offset, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("METRIC_INVALID"))
        .hasMessageStartingWith(offset + ": " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "(, 900, nested too deeply",
    "-, 900, Comments belong",
    "not(, 400, nested too deeply",
    "a+, 3000, at most 1000 words",
  })
  void noTextIsTooMuchForIt(String word, int times, String message) {
    assertThatThrownBy(() -> parse(word.repeat(times))).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"a+, 499", "-(a)*, 160", "a., 499"})
  void longChainsArePrintedAndWalked(String word, int times) {
    Expression chain = parse(word.repeat(times) + "a");
    assertThat(parse(SparkSql.print(chain)).changed(part -> part).all()).hasSizeGreaterThan(times);
  }

  private static Expression parse(String text) {
    return ParsedExpression.parse(text, TEXT).tree();
  }
}
