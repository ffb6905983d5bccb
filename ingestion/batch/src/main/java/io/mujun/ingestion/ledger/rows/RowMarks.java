package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.source.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells records from sums and from what follows the table. What reads like both is neither: it is
 * {@link RowKind#UNCLEAR}.
 */
final class RowMarks {
  private static final String TOTAL = "(?:合计|小计|总计|共计)";
  private static final String COUNTED = "共?\\d+[余多]?(?:个|宗|项|件|户|家|处|块|条)(?:项目|地块|企业|单位)?";
  private static final String TAIL = "(?:[::]|\\([^()]*\\)|" + COUNTED + "|投资|金额|面积|数|值|额){0,3}";
  private static final String NUMERAL = "[一二三四五六七八九十]{1,3}";
  private static final Pattern SUM =
      Pattern.compile("(?:" + TOTAL + "|累计|汇总|总和)" + TAIL + "|共" + COUNTED + ":?");
  private static final Pattern GROUP_SUM = Pattern.compile(".{1,20}" + TOTAL + TAIL);
  private static final Pattern PART = Pattern.compile("#?其中(?:[:、,].*)?");
  private static final Pattern HEADING =
      Pattern.compile(NUMERAL + "[、.].*|\\(" + NUMERAL + "\\).*|第" + NUMERAL + "[类批部]分?[:、].*");
  private static final Pattern SERIAL_HEADING =
      Pattern.compile("第?\\(?" + NUMERAL + "\\)?[、.]?|[IVX]+[、.]?");
  private static final Pattern LIKE_A_SUM = Pattern.compile(TOTAL + ".*|#?其中.*");
  private static final Pattern LIKE_A_GROUP =
      Pattern.compile(
          ".{1,20}(?:\\("
              + COUNTED
              + "\\)|"
              + COUNTED
              + "):?"
              + "|(?:新建|续建|新开工|在建|竣工|投产|前期|储备|计划|产业|基础设施|民生|社会事业|工业|农业|服务业|文旅|重点|其他)类?(?:项目|工程)?");
  private static final Pattern NOTE =
      Pattern.compile(
          "第\\d+页.*|\\(?以下(?:空白|无内容|无正文)\\)?|\\(?(?:(?:备?注|说明|附注|备注说明|填报说明|填表说明)(?:\\d*[:：、.(\\d].*|)"
              + "|(?:填报|填表|制表|报送|上报|编制|审核|复核|负责|主要负责|主管|经办|联系|签发|统计负责|单位负责|分管领导)(?:人员?|单位|电话|日期|时间|领导)?(?:\\(.*\\))?(?::.*|))");

  /** The office and the day that stand below a table, without a word before them. */
  private static final Pattern SIGNATURE =
      Pattern.compile(
          "\\d{4}(?:年\\d{1,2}月\\d{1,2}日|([-./])\\d{1,2}\\1\\d{1,2})"
              + "|.{2,}(?:委员会|管委会|政府|局|办公室|中心|小组|公司)(?:\\([^()]*章\\))?");

  private static final Pattern NOTE_ITEM = Pattern.compile("\\(?\\d+[、.)].*");
  private static final String ONLY = "^(?:%s)$";

  private final RowShape shape;
  private final List<Pattern> totals = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final NoneWords none;

  RowMarks(Layout layout, RowShape shape) {
    this.shape = shape;
    this.none = new NoneWords(layout);
    layout.totalRows().forEach(mark -> totals.add(Pattern.compile(ONLY.formatted(mark))));
    layout.endRows().forEach(mark -> ends.add(Texts.compact(mark)));
  }

  /**
   * @param filled the row with the cells that were merged down into it
   */
  RowKind kind(Row row, Row filled) {
    if (none.are(row, shape)) {
      return RowKind.NONE;
    }
    boolean identified = shape.hasIdentifier(row);
    boolean numbered = shape.hasSerial(row);
    if (!identified && !numbered && (isNote(row) || isSignature(row))) {
      return RowKind.NOTE;
    }
    List<String> labels = shape.labels(row);
    if (matches(labels, SUM)
        || isSpacedSum(labels)
        || totals.stream().anyMatch(total -> matches(labels, total))) {
      return identified ? RowKind.UNCLEAR : RowKind.SUM;
    }
    RowKind marked =
        matches(labels, PART)
            ? RowKind.PART
            : matches(labels, GROUP_SUM)
                ? RowKind.SUM
                : matches(labels, HEADING)
                        || SERIAL_HEADING.matcher(shape.serialText(row)).matches()
                    ? RowKind.HEADING
                    : RowKind.RECORD;
    if (marked != RowKind.RECORD) {
      return identified || numbered ? RowKind.UNCLEAR : marked;
    }
    return identified || numbered ? RowKind.RECORD : unmarked(row, filled, labels);
  }

  /**
   * A row without a number and an identifier: a record, unless it reads like a sum. Among rows that
   * have a number one whose place for it is empty may be a sum by any name.
   */
  private RowKind unmarked(Row row, Row filled, List<String> labels) {
    boolean alone = isAlone(row);
    boolean sum = matches(labels, LIKE_A_SUM);
    boolean group = matches(labels, LIKE_A_GROUP);
    if (alone && (sum || group)) {
      return RowKind.HEADING;
    }
    if (shape.isNumbered()) {
      boolean unnumbered = shape.serialText(filled).isEmpty();
      return alone || sum || group || unnumbered ? RowKind.UNCLEAR : RowKind.RECORD;
    }
    return group ? RowKind.UNCLEAR : RowKind.RECORD;
  }

  /** Whether the row holds one text only. */
  static boolean isAlone(Row row) {
    return row.texts().size() == 1;
  }

  /** Whether the row is one of several numbered notes. */
  static boolean isNoteItem(Row row) {
    return isAlone(row) && NOTE_ITEM.matcher(row.firstText()).matches();
  }

  /**
   * Whether the row is a note below the table: it begins with a mark, and the mark ends there. 注：
   * and 注1 are notes, 注塑机项目 is none.
   */
  private boolean isNote(Row row) {
    String first = row.firstText();
    return NOTE.matcher(first).matches()
        || ends.stream()
            .anyMatch(
                mark ->
                    first.startsWith(mark)
                        && (first.length() == mark.length()
                            || !Character.isLetter(first.charAt(mark.length()))));
  }

  /** Where a project has its name, a text alone may be one. */
  private boolean isSignature(Row row) {
    return isAlone(row)
        && SIGNATURE.matcher(row.firstText()).matches()
        && shape.labels(row).isEmpty();
  }

  /** 合 and 计 in two cells, where others write them with a space between. */
  private static boolean isSpacedSum(List<String> labels) {
    return labels.size() > 1
        && labels.get(0).length() == 1
        && SUM.matcher(String.join("", labels)).matches();
  }

  private static boolean matches(List<String> labels, Pattern pattern) {
    for (String label : labels) {
      if (pattern.matcher(label).matches()) {
        return true;
      }
    }
    return false;
  }
}
