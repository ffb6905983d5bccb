package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
import io.mujun.record.value.SpreadsheetDates;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * What a number format makes of a stored number: a date, a share, a number of so many decimals, one
 * with its unit, or one that looks smaller than it is.
 *
 * @param shows what the format shows
 * @param decimals of a number; no fewer are written
 * @param unit that the format writes behind a number, or empty
 * @param format as the workbook has it
 */
public record CellFormat(Shows shows, int decimals, String unit, String format, Epoch epoch) {
  private static final int DAYS_FROM_1900_TO_1904 = 1462;
  private static final MathContext SPREADSHEET = new MathContext(15, RoundingMode.HALF_UP);
  private static final Pattern LITERAL =
      Pattern.compile("\"[^\"]*\"|[\\\\!].|\\[[^\\]]*\\]|_.|\\*.");
  private static final Pattern FIXED = Pattern.compile("[#,]*0\\.(0+) *");

  /** A point that is written, not computed, moves the number: {@code 0!.0000}. */
  private static final Pattern WRITTEN_POINT = Pattern.compile("[0#?](?:[\\\\!]\\.|\"\\.\")[0#?]");

  /** A comma behind the last digit divides by a thousand. */
  private static final Pattern DIVIDING_COMMA = Pattern.compile("[0#?],+(?![,0#?])");

  private static final Pattern CONDITION = Pattern.compile("\\[[<>=]");
  private static final Pattern UNIT =
      Pattern.compile("[0#?] *(?:\"([^\"]*)\"|[\\\\!]?(\\p{IsHan}+))[^0#?]*$");
  private static final Pattern UNIT_SIGN = Pattern.compile("[千百万亿元亩米顷吨]");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /**
   * Reads a number format.
   *
   * @param format the format, or null
   * @param id id of a built-in format, or a negative number
   */
  public static CellFormat of(String format, int id, Epoch epoch) {
    String written = format == null ? "" : format;
    String shape = LITERAL.matcher(written).replaceAll("");
    Matcher fixed = FIXED.matcher(shape);
    String unit = unit(written);
    Shows shows = Shows.NUMBER;
    int decimals = fixed.matches() ? fixed.group(1).length() : 0;
    if (isDate(shape, written, id)) {
      shows = Shows.DATE;
    } else if (WRITTEN_POINT.matcher(written).find()
        || DIVIDING_COMMA.matcher(shape).find()
        || (CONDITION.matcher(written).find() && UNIT_SIGN.matcher(written).find())) {
      shows = Shows.SCALED;
    } else if (shape.contains("%")) {
      shows = Shows.PERCENT;
    }
    return new CellFormat(shows, decimals, unit, written, epoch);
  }

  private static boolean isDate(String shape, String format, int id) {
    boolean hasDateSign = shape.chars().anyMatch(c -> "yYdDmM".indexOf(c) >= 0);
    boolean hasDigit = shape.chars().anyMatch(c -> c == '0' || c == '#');
    return (hasDateSign && !hasDigit && !shape.equalsIgnoreCase("General"))
        || (id >= 0 && DateUtil.isADateFormat(id, format));
  }

  private static String unit(String format) {
    Matcher unit = UNIT.matcher(format.split(";", 2)[0]);
    if (!unit.find()) {
      return "";
    }
    String text = unit.group(1) == null ? unit.group(2) : unit.group(1);
    return UNIT_SIGN.matcher(text).find() ? text.strip() : "";
  }

  /** The cell of a stored number. */
  public Cell cell(String reference, BigDecimal stored) {
    BigDecimal number = stored.round(SPREADSHEET);
    return switch (shows) {
      case DATE -> date(reference, number);
      case PERCENT -> new Cell(reference, plain(number.movePointRight(2)) + "%", Cell.Kind.NUMBER);
      case SCALED ->
          number.signum() == 0
              ? new Cell(reference, "0", Cell.Kind.NUMBER)
              : new Cell(reference, plain(number) + "（格式 " + format + "）", Cell.Kind.SCALED);
      case NUMBER -> new Cell(reference, padded(number) + unit, Cell.Kind.NUMBER);
    };
  }

  private Cell date(String reference, BigDecimal number) {
    BigDecimal shift = BigDecimal.valueOf(epoch == Epoch.OF_1904 ? DAYS_FROM_1900_TO_1904 : 0);
    LocalDateTime time = SpreadsheetDates.fromSerial(number.add(shift));
    return time == null
        ? new Cell(reference, plain(number), Cell.Kind.NUMBER)
        : new Cell(reference, iso(time), Cell.Kind.DATE);
  }

  public static String iso(LocalDateTime time) {
    return time.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? time.toLocalDate().toString()
        : SECONDS.format(time);
  }

  private String padded(BigDecimal number) {
    return number.scale() < decimals ? number.setScale(decimals).toPlainString() : plain(number);
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** What a format shows of a number. */
  enum Shows {
    NUMBER,
    DATE,
    PERCENT,
    /** Fewer digits than are stored, as of a number in another unit. */
    SCALED
  }

  /** From when a workbook counts its days. */
  public enum Epoch {
    OF_1900,
    OF_1904
  }
}
