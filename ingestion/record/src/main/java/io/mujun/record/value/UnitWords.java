package io.mujun.record.value;

import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Units as people write them: labels, their synonyms, and multipliers such as 百万元 or 亿. */
public final class UnitWords {
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "㎡", "平方米",
          "m²", "平方米",
          "m2", "平方米",
          "M2", "平方米",
          "平米", "平方米",
          "ha", "公顷",
          "hm²", "公顷",
          "圆", "元");
  private static final Set<String> CLASSIFIERS =
      Set.of("个", "宗", "项", "件", "户", "家", "处", "人", "名", "次", "台", "套", "年");
  private static final Map<Character, BigDecimal> MULTIPLIERS =
      Map.of(
          '十', BigDecimal.TEN,
          '百', BigDecimal.valueOf(100),
          '千', BigDecimal.valueOf(1_000),
          '万', BigDecimal.valueOf(10_000),
          '亿', BigDecimal.valueOf(100_000_000));

  private final Units units;

  public UnitWords(Units units) {
    this.units = units;
  }

  /** The unit that people write so; empty for words that are no unit. */
  public Optional<Unit> unit(String word) {
    return units.all().stream().filter(unit -> same(unit.label(), word)).findFirst();
  }

  /**
   * What one in a cell is worth in base units.
   *
   * @param word what stands behind the number; empty when nothing does
   * @param column unit of the column, or null for a plain number
   * @return null when the word is no unit of the column's quantity
   */
  Factor factor(String word, Unit column) {
    if (word.isEmpty() || (CLASSIFIERS.contains(word) && isCount(column))) {
      return new Factor(BigDecimal.ONE, column);
    }
    Optional<Unit> unit = column == null ? Optional.empty() : unitOf(word, column.quantity());
    if (unit.isPresent()) {
      return new Factor(BigDecimal.ONE, unit.get());
    }
    BigDecimal multiplier = MULTIPLIERS.get(word.charAt(0));
    if (multiplier == null) {
      return null;
    }
    String rest = word.substring(1);
    Factor inner =
        rest.isEmpty() && column != null && !isCount(column) ? money(column) : factor(rest, column);
    return inner == null ? null : new Factor(inner.multiplier().multiply(multiplier), inner.unit());
  }

  /** 8.31亿 in a money column means 亿元; 3万 in a column of 亩 may mean anything. */
  private Factor money(Unit column) {
    return unitOf("元", column.quantity())
        .map(yuan -> new Factor(BigDecimal.ONE, yuan))
        .orElse(null);
  }

  private Optional<Unit> unitOf(String word, String quantity) {
    return units.all().stream()
        .filter(unit -> unit.quantity().equals(quantity) && same(unit.label(), word))
        .findFirst();
  }

  private static boolean same(String label, String word) {
    return canonical(label).equals(canonical(word));
  }

  private static String canonical(String word) {
    return SYNONYMS.getOrDefault(word, word);
  }

  private static boolean isCount(Unit unit) {
    return unit == null || unit.quantity().equals("count");
  }

  /**
   * A multiplier before a unit.
   *
   * @param multiplier 10⁶ for 百万
   * @param unit null for plain numbers
   */
  record Factor(BigDecimal multiplier, Unit unit) {
    BigDecimal toBase(BigDecimal number, int scale) {
      BigDecimal value = number.multiply(multiplier);
      return unit == null ? value : unit.toBase(value, scale);
    }
  }
}
