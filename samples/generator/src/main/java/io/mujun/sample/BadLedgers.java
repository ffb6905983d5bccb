package io.mujun.sample;

import io.mujun.sample.LedgerLayout.Column;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Units;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Ledgers that must not come in as they are: each is a sound ledger of Lingchuan with one fault.
 * They state a month that no delivery states.
 */
final class BadLedgers {
  private static final YearMonth PERIOD = YearMonth.of(2024, 5);
  private static final YearMonth ROWS_OF = YearMonth.of(2024, 6);
  private static final String NAME = "bad/陵川示范区固定资产投资台账2024年5月（%s）.xlsx";

  private final LedgerLayout layout;
  private final List<Map<String, String>> rows;
  private final Units units;

  BadLedgers(Path samples, Units units) {
    this.layout =
        LedgerLayout.readAll(samples.resolve("layouts")).stream()
            .filter(each -> each.layout().equals("lingchuan_investment_ledger"))
            .findFirst()
            .orElseThrow();
    this.rows =
        CodeTable.read(samples.resolve("rows/2024-11-15/lingchuan_investment_ledger.csv"))
            .rows()
            .stream()
            .map(BadLedgers::asOfPeriod)
            .toList();
    this.units = units;
  }

  /** Path below {@code samples} → content. */
  SortedMap<String, byte[]> render() throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put(
        NAME.formatted("不是压缩包"), "这是一个改名为 xlsx 的文本文件。示例数据。\n".getBytes(StandardCharsets.UTF_8));
    files.put(NAME.formatted("空表"), empty());
    files.put(NAME.formatted("表头改名"), file(layout.withColumns(renamed("年度计划", "本年计划安排")), rows));
    files.put(NAME.formatted("缺少表头"), file(layout.withColumns(without("ytd")), rows));
    files.put(NAME.formatted("表头移位"), file(layout.withColumns(BadLedgers::moved), rows));
    files.put(NAME.formatted("单位不符"), file(layout.withUnitLine("单位：亿元"), rows));
    files.put(NAME.formatted("数字列是文字"), file(layout, changed(PERIOD.toString(), "按计划推进")));
    files.put(NAME.formatted("信用代码有误"), file(layout, wrongCreditCode()));
    return files;
  }

  private byte[] empty() throws IOException {
    LedgerSheet sheet =
        new LedgerSheet(layout.sheet(), "", "", List.of(List.of("")), -1, List.of(), List.of());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    SampleLedgers.write(sheet, layout, bytes);
    return bytes.toByteArray();
  }

  private byte[] file(LedgerLayout faulty, List<Map<String, String>> stated) throws IOException {
    return SampleLedgers.file(faulty, stated, PERIOD, units);
  }

  private static Map<String, String> asOfPeriod(Map<String, String> row) {
    return with(row, PERIOD.toString(), row.get(ROWS_OF.toString()));
  }

  private List<Map<String, String>> changed(String column, String text) {
    return rows.stream().map(row -> with(row, column, text)).toList();
  }

  /** The first record with the check character of its credit code changed. */
  private List<Map<String, String>> wrongCreditCode() {
    List<Map<String, String>> faulty = new ArrayList<>(rows);
    String code = rows.get(0).get("credit_code");
    String check = code.endsWith("0") ? "1" : "0";
    faulty.set(0, with(rows.get(0), "credit_code", code.substring(0, 17) + check));
    return faulty;
  }

  private static Map<String, String> with(Map<String, String> row, String column, String text) {
    Map<String, String> changed = new HashMap<>(row);
    changed.put(column, text);
    return changed;
  }

  private static UnaryOperator<Column> renamed(String from, String to) {
    return column ->
        column.withHeader(
            column.header().stream().map(name -> name.equals(from) ? to : name).toList());
  }

  /** The column is there, but nothing says what it holds. */
  private static UnaryOperator<Column> without(String value) {
    return column -> column.value().equals(value) ? column.withHeader(List.of("")) : column;
  }

  /** A line above the header has pushed it one row down. */
  private static Column moved(Column column) {
    return column.withHeader(
        Stream.concat(Stream.of("重点项目投资完成情况"), column.header().stream()).toList());
  }
}
