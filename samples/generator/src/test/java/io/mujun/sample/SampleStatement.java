package io.mujun.sample;

import io.mujun.sample.Amount.Precision;
import io.mujun.sample.LedgerLayout.Column;
import io.mujun.sample.LedgerSheet.Kind;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Units;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** One ledger as its clerk sees it, read back by what each column holds. */
record SampleStatement(LedgerLayout layout, List<Map<String, String>> lines, Units units) {
  private static final Path REPOSITORY = Path.of("../..");

  /** A sum and how exact it is. */
  record Total(BigDecimal value, Precision precision) {}

  /** The newest period of a ledger as its newest delivery states it. */
  static SampleStatement latest(String slug) {
    Units units = new Warehouse(REPOSITORY.resolve("warehouse")).units();
    LedgerLayout layout =
        LedgerLayout.readAll(REPOSITORY.resolve("samples/layouts")).stream()
            .filter(each -> each.layout().equals(slug))
            .findFirst()
            .orElseThrow();
    String delivery =
        layout.statements().keySet().stream().max(Comparator.naturalOrder()).orElseThrow();
    List<String> periods = layout.statements().get(delivery);
    Path rows = REPOSITORY.resolve("samples/rows").resolve(delivery).resolve(slug + ".csv");
    LedgerSheet sheet =
        new LedgerComposer(units)
            .compose(
                layout,
                CodeTable.read(rows).rows(),
                YearMonth.parse(periods.get(periods.size() - 1)));
    List<Map<String, String>> lines = new ArrayList<>();
    for (LedgerSheet.Line line : sheet.lines()) {
      if (line.kind() == Kind.RECORD) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < line.cells().size(); i++) {
          values.put(layout.columns().get(i).value(), line.cells().get(i));
        }
        lines.add(values);
      }
    }
    return new SampleStatement(layout, lines, units);
  }

  List<Map<String, String>> rows(Predicate<Map<String, String>> which) {
    return lines.stream().filter(which).toList();
  }

  Optional<Amount> amount(Map<String, String> row, String value, String unit) {
    Column column =
        layout.columns().stream()
            .filter(each -> each.value().equals(value))
            .findFirst()
            .orElseThrow();
    return Amount.parse(
        row.get(value), units.unit(column.unit(), value), units.unit(unit, value), units);
  }

  Total sum(String value, String unit, Predicate<Map<String, String>> which) {
    List<Amount> amounts =
        rows(which).stream().map(row -> amount(row, value, unit).orElseThrow()).toList();
    boolean exact = amounts.stream().allMatch(amount -> amount.precision() == Precision.EXACT);
    return new Total(
        amounts.stream().map(Amount::value).reduce(BigDecimal.ZERO, BigDecimal::add),
        exact ? Precision.EXACT : Precision.LOWER_BOUND);
  }

  /** The sum of a column of whole numbers, however wide their digits are. */
  Total numbers(String value, Predicate<Map<String, String>> which) {
    return new Total(
        rows(which).stream()
            .map(row -> number(row, value))
            .reduce(BigDecimal.ZERO, BigDecimal::add),
        Precision.EXACT);
  }

  /** The one number that all rows have which have any. */
  Total only(String value, Predicate<Map<String, String>> which) {
    List<BigDecimal> numbers =
        rows(which).stream()
            .filter(row -> row.get(value).codePoints().anyMatch(Character::isDigit))
            .map(row -> number(row, value))
            .distinct()
            .toList();
    if (numbers.size() != 1) {
      throw new IllegalStateException(value + ": " + numbers);
    }
    return new Total(numbers.get(0), Precision.EXACT);
  }

  private static BigDecimal number(Map<String, String> row, String value) {
    String digits =
        Normalizer.normalize(row.get(value), Normalizer.Form.NFKC).replaceAll("[^0-9]", "");
    return new BigDecimal(digits);
  }

  Total count(Predicate<Map<String, String>> which) {
    return new Total(BigDecimal.valueOf(rows(which).size()), Precision.EXACT);
  }

  /** Percent of the whole, by number of rows and by area alike. */
  Total share(Predicate<Map<String, String>> part, Predicate<Map<String, String>> whole) {
    BigDecimal byCount = percent(count(part.and(whole)), count(whole));
    BigDecimal byArea = percent(sum("area", "MU", part.and(whole)), sum("area", "MU", whole));
    if (byCount.compareTo(byArea) != 0) {
      throw new AssertionError("By count " + byCount + ", by area " + byArea);
    }
    return new Total(byCount, Precision.EXACT);
  }

  private static BigDecimal percent(Total part, Total whole) {
    return part.value()
        .multiply(BigDecimal.valueOf(100))
        .divide(whole.value(), 4, RoundingMode.HALF_UP);
  }
}
