package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.IngestRules;
import io.mujun.record.value.UnitWords;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.source.LedgerSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Holds the unit line of a ledger (单位：万元、亩) against the units of its layout. */
final class UnitLine {
  private static final Pattern LINE = Pattern.compile("单位[:：]?\\s*(.+)");
  private static final Pattern SEPARATORS = Pattern.compile("[、,，;；/和及()（）\\s]+");

  private UnitLine() {}

  /**
   * Checks that line and layout name the same units of every quantity that the line speaks of. When
   * the header has moved, the line may have moved with it or not.
   *
   * @throws FileRefusedException where they contradict each other, or the line is missing
   */
  static void check(LedgerSource layout, HeaderRows head, int shift, IngestRules rules)
      throws FileRefusedException {
    int row = layout.unitRow() + shift;
    if (!LINE.matcher(head.line(row)).find()) {
      row = layout.unitRow();
    }
    String line = head.line(row);
    Matcher matcher = LINE.matcher(line);
    if (!matcher.find()) {
      throw new FileRefusedException(
          "UNIT_LINE_MISSING", line, "第 %d 行应有单位行（如“单位：万元”），现在没有，请补上".formatted(row));
    }
    UnitWords words = new UnitWords(rules.units());
    Set<Unit> said = new LinkedHashSet<>();
    for (String word : SEPARATORS.splitAsStream(matcher.group(1).strip()).toList()) {
      if (word.isEmpty()) {
        continue;
      }
      Optional<Unit> unit = words.unit(word);
      if (unit.isEmpty()) {
        throw new FileRefusedException(
            "UNIT_LINE_CONTRADICTS",
            line,
            "第 %d 行单位行写有不认识的单位“%s”，本台账登记的单位是：%s。请核对"
                .formatted(row, word, labels(declared(layout, rules))));
      }
      said.add(unit.get());
    }
    for (Unit unit : said) {
      Set<Unit> declared = of(declared(layout, rules), unit.quantity());
      if (!declared.isEmpty() && !declared.equals(of(said, unit.quantity()))) {
        throw new FileRefusedException(
            "UNIT_LINE_CONTRADICTS",
            line,
            "第 %d 行单位行写的是“%s”，本台账登记的单位是“%s”，相差可达万倍，整份不收。请核对单位后重新报送"
                .formatted(row, labels(of(said, unit.quantity())), labels(declared)));
      }
    }
  }

  private static Set<Unit> declared(LedgerSource layout, IngestRules rules) {
    return layout.columns().stream()
        .map(LedgerColumn::unit)
        .filter(code -> code != null)
        .map(code -> rules.units().unit(code, layout.source()))
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
