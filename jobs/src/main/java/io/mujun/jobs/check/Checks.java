package io.mujun.jobs.check;

import io.mujun.jobs.sql.SideBySide;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.MujunException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the checks of several tables on the audit branch: those of a table in one query. Were all in
 * one, each of its tasks would read the plan of them all, which costs their number's square.
 */
public final class Checks {
  private final SparkSession session;
  private final ToLongFunction<String> rows;

  /**
   * @param rows how many rows a table has
   */
  public Checks(SparkSession session, ToLongFunction<String> rows) {
    this.session = session;
    this.rows = rows;
  }

  /**
   * Runs all checks of the tables.
   *
   * @return their results, table by table in the order given
   * @throws MujunException {@code CHECK_INVALID} where a check's query cannot be run
   */
  public List<CheckResult> run(Collection<Contract> tables) {
    List<Callable<List<CheckResult>>> tasks = new ArrayList<>();
    tables.forEach(table -> tasks.add(() -> run(table)));
    return SideBySide.run(session, tasks).stream().flatMap(List::stream).toList();
  }

  private List<CheckResult> run(Contract table) {
    boolean isEmpty = rows.applyAsLong(table.qualifiedName()) == 0;
    List<CheckResult> results = new ArrayList<>();
    List<Check> asked = new ArrayList<>();
    for (Check check : Check.of(table)) {
      if (isEmpty && check.isOfRows()) {
        results.add(result(check, BigDecimal.ZERO));
      } else {
        asked.add(check);
      }
    }
    results.addAll(asked.isEmpty() ? List.of() : ask(table, asked));
    return results;
  }

  private List<CheckResult> ask(Contract table, List<Check> declared) {
    List<Check> checks =
        new ArrayList<>(declared.stream().filter(check -> check.fault() != null).toList());
    List<String> queries = new ArrayList<>();
    if (!checks.isEmpty()) {
      queries.add(together(table, checks));
    }
    for (Check check : declared) {
      if (check.query() != null) {
        queries.add(
            "select %d as number, cast(value as decimal(38,6)) as value from (%s) as q(value)"
                .formatted(checks.size(), check.query()));
        checks.add(check);
      }
    }
    return results(table, checks, String.join("\nunion all\n", queries));
  }

  /** The rows that fulfil each fault's condition, counted in one scan. */
  private static String together(Contract table, List<Check> counts) {
    String aggregates =
        IntStream.range(0, counts.size())
            .mapToObj(index -> "count_if(%s) as c%d".formatted(counts.get(index).fault(), index))
            .collect(Collectors.joining(", "));
    String stacked =
        IntStream.range(0, counts.size())
            .mapToObj(index -> "%d, cast(c%d as decimal(38,6))".formatted(index, index))
            .collect(Collectors.joining(", "));
    return "select stack(%d, %s) as (number, value) from (select %s from %s)"
        .formatted(counts.size(), stacked, aggregates, table.qualifiedName());
  }

  private List<CheckResult> results(Contract table, List<Check> checks, String query) {
    // Spark throws AnalysisException, which is checked, without declaring it
    try {
      return session.sql(query).collectAsList().stream()
          .sorted(Comparator.comparingInt(row -> row.getInt(0)))
          .map(
              row ->
                  result(
                      checks.get(row.getInt(0)),
                      row.isNullAt(1) ? BigDecimal.ZERO : row.getDecimal(1)))
          .toList();
    } catch (Exception invalid) {
      throw new MujunException(
          "CHECK_INVALID",
          "The checks of %s cannot be run: %s"
              .formatted(table.qualifiedName(), invalid.getMessage()),
          invalid);
    }
  }

  private static CheckResult result(Check check, BigDecimal value) {
    BigDecimal difference = value.subtract(new BigDecimal(check.mustBe())).abs();
    return new CheckResult(
        check.table(),
        check.name(),
        check.severity(),
        difference.setScale(0, RoundingMode.CEILING).longValue(),
        check.message());
  }
}
