package io.mujun.ingestion.ledger.head;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.IngestRules;
import io.mujun.record.value.Texts;
import io.mujun.record.value.UnitWords;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LedgerColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds the unit line of a ledger (单位：万元、亩) against the units of its columns. An office (填报单位：…)
 * that stands beside it is none.
 */
public final class UnitLine {
  private static final Pattern LABEL =
      Pattern.compile("(?<of>[\\p{IsHan}]*)单位 ?:|(?<=^|[ (])(?:金额|计量|货币|数量)?单位 ?(?=[^ :])");
  private static final Pattern NEXT_LABEL = Pattern.compile(" +[^ :]{2,10} ?:.*");
  private static final Pattern OFFICE =
      Pattern.compile(".*(?:填报|填表|制表|报送|上报|编制|报告|责任|建设|实施|主管|牵头|审核|项目|申报|统计)");
  private static final Pattern CURRENCY = Pattern.compile("^(?:为|是)?(?:人民币)?");
  private static final Pattern SEPARATORS = Pattern.compile("[、,，;；/和及()\\s]+");

  private UnitLine() {}

  /**
   * Checks that the lines above the header and the columns name the same units of every quantity
   * that the lines speak of.
   *
   * @param head the texts above the header
   * @param columns the columns whose header does not state a unit itself
   * @throws FileRefusedException where they contradict each other, or the line is missing
   */
  public static void check(
      Layout layout, List<String> head, Collection<LedgerColumn> columns, IngestRules rules)
      throws FileRefusedException {
    UnitWords words = new UnitWords(rules.units());
    Set<Unit> declared = declared(columns, rules, layout);
    Set<Unit> said = new LinkedHashSet<>();
    String line = "";
    for (String text : head) {
      Set<Unit> units = units(text, words, declared);
      line = units.isEmpty() ? line : text;
      said.addAll(units);
    }
    if (said.isEmpty() && layout.unitRow() != null && !declared.isEmpty()) {
      throw new FileRefusedException(
          "UNIT_LINE_MISSING",
          null,
          "第 %d 行应有单位行（如“单位：万元”），现在表头以上都没有，请补上".formatted(layout.unitRow()));
    }
    for (Unit unit : said) {
      Set<Unit> ours = of(declared, unit.quantity());
      if (!ours.isEmpty() && !ours.equals(of(said, unit.quantity()))) {
        throw new FileRefusedException(
            "UNIT_LINE_CONTRADICTS",
            line,
            "单位行写的是“%s”，本台账登记的单位是“%s”，相差可达万倍，整份不收。请核对单位后重新报送"
                .formatted(labels(of(said, unit.quantity())), labels(ours)));
      }
    }
  }

  /** The units that a line says; empty where it is no unit line. */
  public static Set<Unit> told(String line, Units units) {
    try {
      return units(line, new UnitWords(units), Set.of());
    } catch (FileRefusedException unknownUnit) {
      return Set.of();
    }
  }

  private static Set<Unit> units(String line, UnitWords words, Set<Unit> declared)
      throws FileRefusedException {
    String text = Texts.halfWidth(line);
    Set<Unit> found = new LinkedHashSet<>();
    Matcher label = LABEL.matcher(text);
    while (label.find()) {
      String of = label.group("of") == null ? "" : label.group("of");
      String value = NEXT_LABEL.matcher(text.substring(label.end())).replaceFirst("").strip();
      List<String> unknown = take(value, words, found);
      if (!unknown.isEmpty() && !OFFICE.matcher(of).matches()) {
        throw new FileRefusedException(
            "UNIT_LINE_CONTRADICTS",
            line,
            "单位行写有不认识的单位“%s”，本台账登记的单位是：%s。请核对".formatted(unknown.get(0), labels(declared)));
      }
    }
    return found;
  }

  /** Adds the units of a text, if it is all units; returns the words that are none. */
  private static List<String> take(String value, UnitWords words, Set<Unit> found) {
    Set<Unit> units = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (String each : SEPARATORS.splitAsStream(value).toList()) {
      String word = CURRENCY.matcher(each).replaceFirst("");
      Optional<Unit> unit = words.unit(word);
      if (unit.isPresent()) {
        units.add(unit.get());
      } else if (!word.isEmpty()) {
        unknown.add(word);
      }
    }
    if (unknown.isEmpty()) {
      found.addAll(units);
    }
    return unknown;
  }

  private static Set<Unit> declared(
      Collection<LedgerColumn> columns, IngestRules rules, Layout layout) {
    return columns.stream()
        .map(LedgerColumn::unit)
        .filter(code -> code != null)
        .map(code -> rules.units().unit(code, layout.layout()))
        .collect(Collectors.toSet());
  }

  private static Set<Unit> of(Set<Unit> units, String quantity) {
    return units.stream()
        .filter(unit -> unit.quantity().equals(quantity))
        .collect(Collectors.toSet());
  }

  private static String labels(Set<Unit> units) {
    return String.join(
        "、", new TreeSet<>(units.stream().map(Unit::label).collect(Collectors.toSet())));
  }
}
