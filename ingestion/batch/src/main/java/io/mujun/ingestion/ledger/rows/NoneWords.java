package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.source.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words by which offices state that a ledger has no records: 本月无, 零报告. */
public final class NoneWords {
  /** What a receipt and a refusal call them. */
  public static final String USUAL = "本月无";

  private static final String NOTE = "(?:(?:备?注|说明|备注说明)\\d*[:：])?";
  private static final String SPAN =
      "(?:[本当]月份?|本期|本季度?|[本今全当]年度?|历年|目前|截至目前|[本我全]区)*(?:均|都|暂|暂时|尚)?";
  private static final String THINGS =
      "(?:新增|新建|新开工|发生|符合条件|报送|上报|的|固定资产|投资|重点|产业|土地|工业|建设|用地|供地|供应|出让"
          + "|项目|地块|宗地|数据|记录|内容|事项|情况|业务|目标|台账|报表){0,6}";
  private static final Pattern NONE =
      Pattern.compile(NOTE + "\\(?(?:" + SPAN + "(?:无|没有)" + THINGS + "|零报[告送]|零申报|空表)\\)?[。.!]?");

  /** What stands in a cell that holds nothing: a dash, a slash, a zero. */
  private static final Pattern NOTHING = Pattern.compile("[-—–/\\\\]+|0(?:\\.0+)?");

  private final List<Pattern> patterns = new ArrayList<>(List.of(NONE));

  NoneWords(Layout layout) {
    layout.noneRows().forEach(words -> patterns.add(Pattern.compile(words)));
  }

  /** Whether these words are all that a row says, whatever its serial number is. */
  boolean are(Row row, RowShape shape) {
    String said = null;
    for (int place = 0; place < row.cells().size(); place++) {
      String text = Texts.compact(row.text(place));
      boolean nothing = text.isEmpty() || NOTHING.matcher(text).matches();
      if (nothing || text.equals(said) || shape.isSerial(row, place)) {
        continue;
      }
      if (said != null) {
        return false;
      }
      said = text;
    }
    return said != null && areNone(said);
  }

  private boolean areNone(String text) {
    return patterns.stream().anyMatch(words -> words.matcher(text).matches());
  }
}
