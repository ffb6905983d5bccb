package io.mujun.record.value;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.code.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads quantities as offices write them: {@code 5000余万元}, {@code 1,234.5}, {@code 约８.31亿}. A unit
 * in the cell goes before the column's. The value is in the base unit of the quantity.
 */
final class QuantityReader {
  private static final int LONGEST = 64;
  private static final String AT_LEAST_BEFORE = "超过|超|逾|至少|不少于|不低于|大于|突破|>=|>|≥|≧";
  private static final String AT_MOST_BEFORE = "不足|不到|不超过|不高于|至多|小于|将近|近|<=|<|≤|≦";
  private static final String ABOUT_BEFORE = "大约|约为|约|~|≈";
  private static final String AT_LEAST_AFTER = "余|多|以上";
  private static final String AT_MOST_AFTER = "以下|以内";
  private static final String ABOUT_AFTER = "左右|上下";
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?<before>%s|%s|%s)? ?(?<number>[+-]?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?)"
                  .formatted(AT_LEAST_BEFORE, AT_MOST_BEFORE, ABOUT_BEFORE)
              + " ?(?<middle>余|多)?(?<unit>[^\\d余多,. +-]*?) ?(?<after>%s|%s|%s)?"
                  .formatted(AT_LEAST_AFTER, AT_MOST_AFTER, ABOUT_AFTER));
  private static final Map<Bound, Pattern> MARKS =
      Map.of(
          Bound.AT_LEAST, Pattern.compile(AT_LEAST_BEFORE + "|" + AT_LEAST_AFTER),
          Bound.AT_MOST, Pattern.compile(AT_MOST_BEFORE + "|" + AT_MOST_AFTER),
          Bound.ABOUT, Pattern.compile(ABOUT_BEFORE + "|" + ABOUT_AFTER));

  private final UnitWords units;

  QuantityReader(UnitWords units) {
    this.units = units;
  }

  /**
   * Reads one cell.
   *
   * @param text the cell's text, not blank
   * @param columnUnit unit of the column, or null for a plain number
   * @param scale digits after the point that are kept, in the base unit
   */
  Reading read(String text, Unit columnUnit, int scale) {
    String typed = Texts.halfWidth(text).strip();
    if (isPlain(typed)) {
      UnitWords.Factor factor = units.factor("", columnUnit);
      return Reading.of(factor.toBase(new BigDecimal(typed), scale), Bound.EXACT);
    }
    Matcher shape = SHAPE.matcher(typed);
    if (typed.length() > LONGEST || !shape.matches()) {
      return Reading.fault("NUMBER_EXPECTED", "应填数字，现为“" + Shown.text(text) + "”，请改为数字");
    }
    Bound bound = bound(shape);
    if (bound == null) {
      return Reading.fault(
          "NUMBER_CONTRADICTORY", "的“" + Shown.text(text) + "”前后说法矛盾，请写明是“以上”“不足”还是“约”");
    }
    UnitWords.Factor factor = units.factor(shape.group("unit"), columnUnit);
    if (factor == null) {
      return Reading.fault(
          "UNIT_UNKNOWN",
          "的“%s”带有不认识或不属于本列的单位“%s”，请改用%s"
              .formatted(
                  Shown.text(text),
                  shape.group("unit"),
                  columnUnit == null ? "纯数字" : "“" + columnUnit.label() + "”"));
    }
    BigDecimal number = new BigDecimal(shape.group("number").replace(",", ""));
    return Reading.of(factor.toBase(number, scale), bound);
  }

  /** Whether a text is nothing but digits with at most one point among them. */
  private static boolean isPlain(String text) {
    int point = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return text.length() <= LONGEST && point != 0 && point < text.length() - 1;
  }

  /** The one bound that all marks agree on; exact without a mark; null when they contradict. */
  private static Bound bound(Matcher shape) {
    Bound found = Bound.EXACT;
    for (String group : List.of("before", "middle", "after")) {
      String mark = shape.group(group);
      if (mark == null) {
        continue;
      }
      Bound said = meaning(mark);
      if (found == Bound.EXACT || found == said || found == Bound.ABOUT) {
        found = said;
      } else if (said != Bound.ABOUT) {
        return null;
      }
    }
    return found;
  }

  private static Bound meaning(String mark) {
    return MARKS.entrySet().stream()
        .filter(entry -> entry.getValue().matcher(mark).matches())
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }
}
