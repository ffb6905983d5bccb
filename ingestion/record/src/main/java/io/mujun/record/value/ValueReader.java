package io.mujun.record.value;

import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a cell as the type that the contract gives its property. Whatever stands in the cell, the
 * answer is a value, nothing, or a fault: never an exception, and never a value from junk.
 */
public final class ValueReader {
  private static final Set<String> TRUE = Set.of("是", "√", "✓", "✔", "1", "true", "t", "y", "yes");
  private static final Set<String> FALSE = Set.of("否", "×", "✗", "0", "false", "f", "n", "no");
  private static final Pattern PLAIN = Pattern.compile("[+-]?\\d+(\\.\\d+)?");
  private static final int SPREADSHEET_DIGITS = 15;

  /** As a spreadsheet (1.4E+18) or a program (1.40821E18) writes a number of many digits. */
  private static final Pattern SCIENTIFIC =
      Pattern.compile("[+-]?\\d(?:(?:\\.\\d+)?[eE]\\+|\\.\\d+[eE])(\\d{1,3})");

  private static final int LONG_NUMBER = 12;

  private final QuantityReader quantities;
  private final DateReader dates;

  /**
   * @param units the units that may stand in cells
   * @param statementYear what 今年 means, or null where nothing tells
   */
  public ValueReader(Units units, Integer statementYear) {
    this.quantities = new QuantityReader(new UnitWords(units));
    this.dates = new DateReader(statementYear);
  }

  /**
   * Reads one cell.
   *
   * @param cell null when the row has none
   * @param property what the value becomes
   * @param unit unit of the column, or null
   * @param values received text → value of the contract; empty = the text itself
   */
  public Reading read(Cell cell, Property property, Unit unit, Map<String, String> values) {
    if (cell == null) {
      return Reading.nothing();
    }
    Reading unusable = unusable(cell);
    if (unusable != null) {
      return unusable;
    }
    String mapped = values.isEmpty() ? null : mapped(cell.text(), values);
    if (mapped == null && Texts.isBlank(cell.text())) {
      return Reading.nothing();
    }
    if (mapped == null && !values.isEmpty()) {
      return Reading.fault(
          "VALUE_NOT_LISTED",
          "的“%s”不在可填的选项之内，请从“%s”中选填"
              .formatted(Shown.text(cell.text()), String.join("、", values.keySet())));
    }
    Cell read = mapped == null ? cell : new Cell(cell.reference(), mapped, cell.kind());
    return typed(read, property, unit);
  }

  /** The fault of a cell that says itself that its text is not what it stands for, or null. */
  private static Reading unusable(Cell cell) {
    return switch (cell.kind()) {
      case ERROR ->
          Reading.fault("CELL_ERROR", "是公式错误“" + Shown.text(cell.text()) + "”，请改正公式或直接填数");
      case UNCOMPUTED -> Reading.fault("FORMULA_UNCOMPUTED", "的公式没有计算结果，请用电子表格软件打开并保存后重新报送");
      case SCALED ->
          Reading.fault(
              "NUMBER_SCALED",
              "显示的数与存储的数不同：存储为 %s，分不清以哪个为准，请把单元格改为常规格式并核对单位".formatted(Shown.text(cell.text())));
      default -> null;
    };
  }

  private Reading typed(Cell cell, Property property, Unit unit) {
    PhysicalType type = property.type();
    return switch (type.kind()) {
      case STRING -> text(cell, property);
      case BOOLEAN -> bool(cell);
      case DATE -> dates.readDate(cell);
      case TIMESTAMP -> dates.readTimestamp(cell);
      case DECIMAL -> quantities.read(cell.text(), unit, type.scale());
      case INT, LONG -> whole(cell, unit, type.kind());
    };
  }

  private static String mapped(String text, Map<String, String> values) {
    String exact = values.get(text);
    if (exact != null) {
      return exact;
    }
    String wanted = Texts.compact(text);
    return values.entrySet().stream()
        .filter(entry -> Texts.compact(entry.getKey()).equals(wanted))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private static Reading text(Cell cell, Property property) {
    if (cell.kind() == Cell.Kind.NUMBER && significantDigits(cell.text()) > SPREADSHEET_DIGITS) {
      return Reading.fault(
          "DIGITS_LOST",
          "的“%s”超过 15 位，电子表格已丢失末尾数字，请把单元格设为文本后重新填写".formatted(Shown.text(cell.text())));
    }
    if (isScientific(Texts.halfWidth(cell.text()).strip())) {
      return Reading.fault(
          "DIGITS_LOST", "的“%s”是科学计数法，末尾数字已丢失，请把单元格设为文本后重新填写".formatted(Shown.text(cell.text())));
    }
    return Reading.of(
        property.identifier() == null ? Texts.prose(cell.text()) : Texts.identifier(cell.text()));
  }

  private static boolean isScientific(String text) {
    Matcher scientific = SCIENTIFIC.matcher(text);
    return scientific.matches() && Integer.parseInt(scientific.group(1)) + 1 >= LONG_NUMBER;
  }

  private static int significantDigits(String text) {
    return PLAIN.matcher(text).matches()
        ? new BigDecimal(text).toBigInteger().abs().toString().length()
        : 0;
  }

  private static Reading bool(Cell cell) {
    String text = Texts.halfWidth(cell.text()).strip().toLowerCase(Locale.ROOT);
    if (TRUE.contains(text)) {
      return Reading.of(true);
    }
    return FALSE.contains(text)
        ? Reading.of(false)
        : Reading.fault("YES_OR_NO_EXPECTED", "应填“是”或“否”，现为“" + Shown.text(cell.text()) + "”");
  }

  private Reading whole(Cell cell, Unit unit, PhysicalType.Kind kind) {
    Reading reading = quantities.read(cell.text(), unit, 6);
    if (!(reading.value() instanceof BigDecimal number)) {
      return reading;
    }
    try {
      BigInteger whole = number.toBigIntegerExact();
      Object value =
          kind == PhysicalType.Kind.INT ? (Object) whole.intValueExact() : whole.longValueExact();
      return Reading.of(value, reading.bound());
    } catch (ArithmeticException fractionOrTooLarge) {
      return Reading.fault("WHOLE_NUMBER_EXPECTED", "应填整数，现为“" + Shown.text(cell.text()) + "”");
    }
  }
}
