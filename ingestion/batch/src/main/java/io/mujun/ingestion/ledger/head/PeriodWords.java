package io.mujun.ingestion.ledger.head;

import io.mujun.record.value.Texts;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the periods that a line of text speaks of, as offices write them: 2024年10月, 2024年1-10月,
 * 截至10月底, 今年前三季度, 上半年. A day (2024年11月5日) is no period, and neither is what stands behind 填报日期 or
 * 报送时间.
 */
public final class PeriodWords {
  private static final String YEAR = "(?:(?<year>\\d{4})年度?|今年|本年|当年)?";
  private static final String DAY = "(?:(?<%s>\\d{1,2})[日号]|月?[底末份止])?";
  private static final String PART = "(?<part>份?(?:[上中下]旬|[上下]半月|第?[1-5一二三四五]周))?";
  private static final String TO = "[-~至到]";
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<!\\d)(?:"
              + String.join(
                  "|",
                  "(?<calendar>\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2})",
                  named(
                      YEAR
                          + "(?<from>\\d{1,2})月?(?:(?<fromday>\\d{1,2})[日号])?"
                          + TO
                          + "(?:(?<lastyear>\\d{4})年)?(?<to>\\d{1,2})月"
                          + DAY.formatted("today")
                          + PART,
                      "r"),
                  named(YEAR + "[1一]" + TO + "(?<quarters>[2-4二三四])季度", "n"),
                  named(YEAR + "(?<first>[前第])?(?<quarter>[1-4一二两三四])个?季度", "q"),
                  named(YEAR + "前(?<months>\\d{1,2})个月", "f"),
                  named(YEAR + "(?<half>[上下])半年", "h"),
                  named(
                      "(?<asof>截[至止]到?)?"
                          + YEAR
                          + "(?<month>\\d{1,2})月"
                          + DAY.formatted("day")
                          + PART,
                      "m"),
                  named("(?<year>\\d{4})年(?:度?全年|[底末])", "w"),
                  named("(?<year>\\d{4})年", "y"))
              + ")(?![底末]?前|\\d{1,2}[日号])");
  private static final Pattern OF_MAKING =
      Pattern.compile(
          "(?:(?:填报|填表|制表|制作|报送|上报|编制|打印|印发|导出|录入|更新|审核)(?:日期|时间|年月)"
              + "|(?<!统计|报告|所属|数据|截止|截至)(?:日期|时间)) ?:? ?$");
  private static final Pattern DASHES = Pattern.compile("[‐‑‒–—―−─]+");
  private static final Pattern SPACES = Pattern.compile("(?<=[\\d年月日~至到-]) +| +(?=[年月日~至到-])");
  private static final Pattern WORDED_MONTH =
      Pattern.compile("(?<=[年~至到-])(十[一二]?|[一二三四五六七八九])(?=月|[-~至到][\\d一二三四五六七八九十]{1,2}月)");
  private static final String NUMERALS = "一二三四五六七八九";

  private PeriodWords() {}

  /** Named groups cannot repeat in one pattern, so each alternative's carry its letter. */
  private static String named(String pattern, String letter) {
    return "(?<"
        + letter
        + ">"
        + pattern.replaceAll("\\(\\?<([a-z]+)>", "(?<" + letter + "$1>")
        + ")";
  }

  /** All periods of a line, from left to right. */
  public static List<Mention> in(String line) {
    String text = DASHES.matcher(Texts.halfWidth(line)).replaceAll("-");
    text = SPACES.matcher(text).replaceAll("");
    text =
        WORDED_MONTH.matcher(text).replaceAll(found -> Integer.toString(monthOf(found.group(1))));
    List<Mention> found = new ArrayList<>();
    Matcher matcher = MENTION.matcher(text);
    while (matcher.find()) {
      if (!OF_MAKING.matcher(text.substring(0, matcher.start())).find()) {
        Mention mention = mention(matcher);
        if (mention != null) {
          found.add(mention);
        }
      }
    }
    return found;
  }

  private static int monthOf(String word) {
    return word.startsWith("十")
        ? 10 + (word.length() > 1 ? NUMERALS.indexOf(word.charAt(1)) + 1 : 0)
        : NUMERALS.indexOf(word) + 1;
  }

  private static Mention mention(Matcher found) {
    String text = found.group();
    if (found.group("calendar") != null) {
      return null;
    }
    if (found.group("r") != null) {
      return range(found);
    }
    if (found.group("n") != null) {
      return new Mention(
          text, number(found, "nyear"), 3 * numeral(found.group("nquarters")), Span.MONTHS);
    }
    if (found.group("q") != null) {
      int quarter = numeral(found.group("qquarter"));
      boolean fromJanuary = quarter == 1 || "前".equals(found.group("qfirst"));
      return new Mention(
          text, number(found, "qyear"), 3 * quarter, fromJanuary ? Span.MONTHS : Span.PART);
    }
    if (found.group("f") != null) {
      return new Mention(text, number(found, "fyear"), number(found, "fmonths"), Span.MONTHS);
    }
    if (found.group("h") != null) {
      boolean first = found.group("hhalf").equals("上");
      return new Mention(
          text, number(found, "hyear"), first ? 6 : 12, first ? Span.MONTHS : Span.PART);
    }
    if (found.group("m") != null) {
      return month(found);
    }
    return found.group("w") != null
        ? new Mention(text, number(found, "wyear"), 12, Span.MONTHS)
        : new Mention(text, number(found, "yyear"), null, Span.YEAR);
  }

  private static Mention range(Matcher found) {
    Integer year = number(found, "ryear");
    Integer last = number(found, "rlastyear");
    Integer to = number(found, "rto");
    boolean whole =
        number(found, "rfrom") == 1
            && (last == null || last.equals(year))
            && (found.group("rfromday") == null || number(found, "rfromday") == 1)
            && found.group("rpart") == null
            && isEndOfMonth(year, to, number(found, "rtoday"));
    return new Mention(found.group(), year, to, whole ? Span.MONTHS : Span.PART);
  }

  /** A day of a month is the day on which something was done, unless the figures end with it. */
  private static Mention month(Matcher found) {
    Integer year = number(found, "myear");
    Integer month = number(found, "mmonth");
    Integer day = number(found, "mday");
    if (day != null && found.group("masof") == null) {
      return null;
    }
    boolean whole = found.group("mpart") == null && isEndOfMonth(year, month, day);
    return new Mention(found.group(), year, month, whole ? Span.MONTHS : Span.PART);
  }

  private static boolean isEndOfMonth(Integer year, Integer month, Integer day) {
    if (day == null) {
      return true;
    }
    try {
      int length = YearMonth.of(year == null ? 2023 : year, month).lengthOfMonth();
      return day == length || (year == null && month == 2 && day == 29);
    } catch (DateTimeException noSuchMonth) {
      return false;
    }
  }

  private static int numeral(String sign) {
    return Map.of("一", 1, "二", 2, "两", 2, "三", 3, "四", 4).getOrDefault(sign, sign.charAt(0) - '0');
  }

  private static Integer number(Matcher found, String group) {
    String digits = found.group(group);
    return digits == null ? null : Integer.valueOf(digits);
  }

  /**
   * A period as it is written.
   *
   * @param text how it is written
   * @param year null where none is written (10月, 今年前三季度)
   * @param month the last month; null where only a year is written
   */
  record Mention(String text, Integer year, Integer month, Span span) {}

  /** What a mention covers. */
  enum Span {
    /** A year, of which no month is told. */
    YEAR,
    /** One month, or the months from January to one. */
    MONTHS,
    /** A part of a year that does not begin in January, or does not end with a month. */
    PART
  }
}
