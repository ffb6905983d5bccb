package io.mujun.ingestion.ledger.head;

import io.mujun.record.value.Texts;
import io.mujun.record.value.UnitWords;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.source.LedgerColumn;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Units that stand in header cells: 总投资（亿元）. */
public final class HeaderUnits {
  private static final Pattern BRACKET = Pattern.compile("\\((?:单位:)?(?:人民币)?([^()]+)\\)");

  private final Units units;
  private final UnitWords words;

  public HeaderUnits(Units units) {
    this.units = units;
    this.words = new UnitWords(units);
  }

  /**
   * The headers that are a column's but for the unit in brackets, which measures the same quantity.
   *
   * @param paths header paths without spaces
   */
  List<Stated> find(LedgerColumn column, List<String> paths) {
    if (column.unit() == null) {
      return List.of();
    }
    List<String> plain =
        column.headers().stream().map(header -> plain(Texts.compact(header))).toList();
    String quantity = units.unit(column.unit(), column.name()).quantity();
    return paths.stream()
        .filter(path -> plain.contains(plain(path)))
        .flatMap(
            path ->
                unit(path).filter(unit -> unit.quantity().equals(quantity)).stream()
                    .map(unit -> new Stated(path, column.in(unit.code()))))
        .toList();
  }

  /** Whether a header states a unit. */
  boolean isStated(String path) {
    return unit(path).isPresent();
  }

  /** The one unit that stands in brackets; empty for none or several. */
  public Optional<Unit> unit(String path) {
    List<Unit> found =
        BRACKET
            .matcher(path)
            .results()
            .flatMap(bracket -> words.unit(bracket.group(1)).stream())
            .distinct()
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private String plain(String path) {
    Matcher bracket = BRACKET.matcher(path);
    return bracket.replaceAll(
        found ->
            words.unit(found.group(1)).isPresent() ? "" : Matcher.quoteReplacement(found.group()));
  }

  /**
   * A header that states a unit.
   *
   * @param path header path in the file
   * @param column the layout's column in that unit
   */
  record Stated(String path, LedgerColumn column) {}
}
