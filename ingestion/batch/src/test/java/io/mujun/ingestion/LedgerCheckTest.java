package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerCheckTest {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 15);
  private static final IngestRules RULES = LedgerFixture.rules(LedgerFixture.LAYOUT);
  private static final String CSV_LAYOUT =
      """
      layout: test_target
      table: ods.target_ledger
      period: {row: 1, property: year}
      header_rows: [2]
      constants: {target_reading: plain, preferred: "true"}
      columns:
        - {headers: [范围], property: investment_scope, values: {全部: all, 产业: industry}}
        - {headers: [目标], property: amount, unit: CNY_100M}
      """;
  private static final IngestRules CSV_RULES = LedgerFixture.rules(CSV_LAYOUT);
  private static final String CSV = "测试2024年目标\n范围,目标\n全部,12\n产业,8.31亿元以上\n";

  @TempDir Path folder;
  private final LedgerFixture ledger = new LedgerFixture();

  @Test
  void ledgerAsAnOfficeWritesItIsTaken() {
    Receipt receipt = check(ledger);
    assertThat(receipt.refusals()).isEmpty();
    assertThat(receipt.warnings()).isEmpty();
    assertThat(receipt.notes()).containsExactly("第 10 行起另有内容，未读取");
    assertThat(receipt.accepted()).isEqualTo(3);
    assertThat(receipt.status()).isEqualTo(Receipt.Status.CHECKED);
  }

  @Test
  void movedColumnsAndRowsAreFoundAndSaid() {
    for (List<Object> row : ledger.rows.subList(2, 8)) {
      while (row.size() < 8) {
        row.add(null);
      }
      row.add(2, row.remove(7));
    }
    ledger.merges.removeIf(range -> range[2] == 3 || range[0] == 2);
    ledger.set(3, 6, "年度计划").set(3, 7, "本年累计").set(2, 7, "投资");
    ledger.rows.add(0, List.of("（示例数据）"));
    ledger.merges.clear();
    ledger.merges.add(new int[] {5, 1, 6, 1});
    Receipt receipt = check(ledger);
    assertThat(receipt.refusals()).isEmpty();
    assertThat(receipt.accepted()).isEqualTo(3);
    assertThat(receipt.notes()).hasSize(3);
    assertThat(receipt.notes().get(0)).contains("表头在第 4 行");
    assertThat(receipt.notes().get(1)).contains("各列顺序与版式不同");
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "2,2,工程名称,HEADER_MISSING,缺少“项目名称”；该行另有未登记的表头“工程名称”，可能是改了名",
    "2,3,项目名称,HEADER_AMBIGUOUS,表头“项目名称”出现两次",
    "1,0,单位：亿元,UNIT_LINE_CONTRADICTS,写的是“亿元”，本台账登记的单位是“万元”",
    "1,0,单位：百万美元,UNIT_LINE_CONTRADICTS,不认识的单位“百万美元”",
    "1,0,口径说明,UNIT_LINE_MISSING,应有单位行",
    "0,0,投资台账,PERIOD_MISSING,应写明报告期",
    "0,0,2024年13月,PERIOD_IMPOSSIBLE,报告期“2024年13月”不合理",
    "0,0,2025年1月,PERIOD_IMPOSSIBLE,晚于接收日期",
  })
  void faultOfTheWholeIsNamed(int row, int column, String text, String code, String message) {
    assertRefused(check(ledger.set(row, column, text)), code, message);
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource({
    "4,6,待核,NUMBER_EXPECTED,第 5 行：“本年累计投资”应填数字，现为“待核”",
    "4,6,800亩,UNIT_UNKNOWN,不认识或不属于本列的单位“亩”",
    "4,7,待定,DATE_EXPECTED,应填日期",
    "4,1,其他,VALUE_NOT_LISTED,请从“产业、民生”中选填",
    "4,4,91350100M000100Y44,CREDIT_CODE_INVALID,统一社会信用代码",
    "4,2,乙项目,RECORD_TWICE,与第 5 行重复",
    "4,2,/,VALUE_MISSING,“项目名称”必填",
  })
  void faultOfARecordIsNamedAndTheRestIsTaken(
      int row, int column, String text, String code, String message) {
    Receipt receipt = check(ledger.set(row, column, text));
    assertThat(receipt.refusals()).extracting(Problem::code).contains(code);
    assertThat(receipt.refusals().get(0).message()).contains(message);
    assertThat(receipt.accepted()).isPositive();
    assertThat(receipt.read()).isEqualTo(3).isEqualTo(receipt.accepted() + receipt.refused());
  }

  @Test
  void wrongProjectCodeIsWarned() {
    Receipt receipt = check(ledger.set(4, 3, "2108-141161-89-02-776137"));
    assertThat(receipt.refused()).isZero();
    assertThat(receipt.warned()).isEqualTo(1);
    assertThat(receipt.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("PROJECT_CODE_INVALID");
              assertThat(warning.cell()).isEqualTo("D5");
            });
  }

  @Test
  void columnOfTextWhereNumbersBelongRefusesEveryRecord() {
    Receipt receipt = check(ledger.set(4, 6, "完成").set(5, 6, "完成").set(6, 6, "完成"));
    assertThat(receipt.status()).isEqualTo(Receipt.Status.REFUSED);
    assertThat(receipt.refused()).isEqualTo(3);
  }

  @Test
  void sumThatDisagreesIsNotedAndNeverARecord() {
    Receipt receipt = check(ledger.set(7, 6, 3700.5));
    assertThat(receipt.accepted()).isEqualTo(3);
    assertThat(receipt.warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.code()).isEqualTo("TOTAL_DISAGREES");
              assertThat(warning.cell()).isEqualTo("G8");
            });
  }

  @Test
  void oneFigureForSeveralRowsIsNotGuessed() {
    ledger.merge(4, 5, 5, 5);
    Receipt receipt = check(ledger.set(5, 5, null));
    assertThat(receipt.refusals()).extracting(Problem::code).containsOnly("MERGED_QUANTITY");
    assertThat(receipt.refused()).isEqualTo(2);
  }

  @Test
  void noteThatBeginsLikeAProjectEndsNothing() {
    ledger.rows.remove(9);
    ledger.rows.remove(8);
    ledger.row("注塑机项目", "产业", "注塑机项目", null, null, 10, 5, null);
    assertThat(check(ledger).accepted()).isEqualTo(4);
  }

  @Test
  void emptySheetAndEmptyTable() {
    ledger.rows.subList(4, ledger.rows.size()).clear();
    assertRefused(check(ledger), "TABLE_EMPTY", "没有一条记录");
    ledger.rows.clear();
    ledger.merges.clear();
    assertRefused(check(ledger), "SHEET_EMPTY", "表是空的");
  }

  @Test
  void hiddenRowIsNotTakenUnseen() {
    Receipt receipt = check(ledger.finish(sheet -> sheet.hideRow(5)));
    assertThat(receipt.accepted()).isEqualTo(2);
    assertThat(receipt.refusals())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("ROW_HIDDEN");
              assertThat(problem.message()).contains("第 6 行").contains("取消隐藏");
            });
  }

  @Test
  void missingSheetIsNamed() {
    assertRefused(check(ledger.write(folder, "测试台账.xlsx", "Sheet1")), "SHEET_MISSING", "Sheet1");
  }

  @Test
  void anyNameIsRecognisedAndLockFilesAreIgnored() throws IOException {
    ledger.write(folder, "会议纪要.xlsx", "投资");
    Files.writeString(folder.resolve("~$测试台账.xlsx"), "lock");
    Files.writeString(folder.resolve(".DS_Store"), "x");
    List<Receipt> receipts = LedgerIngestion.check(List.of(folder), RULES, DAY);
    assertThat(receipts)
        .extracting(Receipt::status)
        .containsExactly(Receipt.Status.IGNORED, Receipt.Status.IGNORED, Receipt.Status.CHECKED);
  }

  @Test
  void whatIsNoWorkbookIsRefused() throws IOException {
    assertRefused(
        check(write("这不是工作簿".getBytes(StandardCharsets.UTF_8))), "SEPARATOR_UNCLEAR", "另存为 .xlsx");
    byte[] ole2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A};
    assertRefused(check(write(ole2)), "FORMAT_UNKNOWN", "另存为 .xlsx");
    byte[] start = java.util.Arrays.copyOf(ole2, 600);
    start[7] = (byte) 0xE1;
    assertRefused(check(write(start)), "FILE_DAMAGED", "另存为 .xlsx");
    assertRefused(check(write(new byte[0])), "FILE_EMPTY", "文件是空的");
    byte[] whole = Files.readAllBytes(ledger.write(folder));
    assertRefused(
        check(write(java.util.Arrays.copyOf(whole, whole.length / 2))), "FILE_DAMAGED", "完好");
  }

  @Test
  void zipBombIsRefusedWithoutUnpackingIt() throws IOException {
    Path file = folder.resolve("测试台账.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        zip.write(zeros);
      }
    }
    assertRefused(check(file), "FILE_TOO_LARGE", "压缩比");
  }

  @Test
  void documentTypesAreRefused() throws IOException {
    Path file = folder.resolve("测试台账.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
      zip.write(
          "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>"
              .getBytes(StandardCharsets.UTF_8));
    }
    assertRefused(check(file), "FILE_UNSAFE", "DTD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16LE"})
  void characterSetIsSeen(String actual) throws IOException {
    Receipt receipt = checkCsv(CSV.getBytes(Charset.forName(actual)));
    assertThat(receipt.refusals()).isEmpty();
    assertThat(receipt.accepted()).isEqualTo(2);
  }

  @Test
  void contentIsReadWhateverTheNamesEnding() throws IOException {
    Path workbook = ledger.write(folder);
    Path renamed = Files.move(workbook, folder.resolve("测试台账10月.xls"));
    assertThat(check(renamed).accepted()).isEqualTo(3);
    Path text = Files.writeString(folder.resolve("目标.txt"), CSV.replace(',', '\t'));
    assertThat(LedgerIngestion.check(List.of(text), CSV_RULES, DAY).get(0))
        .satisfies(receipt -> assertThat(receipt.accepted()).isEqualTo(2));
  }

  @Test
  void byteOrderMarkIsNoText() throws IOException {
    assertThat(checkCsv(("\uFEFF" + CSV).getBytes(StandardCharsets.UTF_8)).accepted()).isEqualTo(2);
  }

  @Test
  void everyTruncationOfAWorkbookIsAnAnswer() throws IOException {
    byte[] whole = Files.readAllBytes(ledger.write(folder));
    for (int length = 1; length < whole.length; length += 97) {
      assertThat(check(write(java.util.Arrays.copyOf(whole, length))).status())
          .as("cut to %d bytes", length)
          .isEqualTo(Receipt.Status.REFUSED);
    }
  }

  @Test
  void everySpoiltByteOfAWorkbookIsAnAnswer() throws IOException {
    byte[] whole = Files.readAllBytes(ledger.write(folder));
    Random random = new Random(20241115);
    for (int i = 0; i < 400; i++) {
      byte[] spoilt = whole.clone();
      for (int j = 0; j <= i % 5; j++) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
      }
      Receipt receipt = check(write(spoilt));
      assertThat(receipt.read()).as("try %d", i).isEqualTo(receipt.accepted() + receipt.refused());
    }
  }

  @Test
  void everySpoiltCharacterOfASheetIsAnAnswer() throws IOException {
    Path file = ledger.write(folder);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(20241122);
    for (int i = 0; i < 400; i++) {
      Files.write(file, whole);
      Workbooks.spoilCharacters(file, random, 1 + i % 8);
      Receipt receipt = check(file);
      assertThat(receipt.read()).as("try %d", i).isEqualTo(receipt.accepted() + receipt.refused());
    }
  }

  @Test
  void cellFarOutsideASheetIsDamage() throws IOException {
    Path file = ledger.write(folder);
    Workbooks.replace(file, "r=\"A1\"", "r=\"ZZZZZZ1\"");
    assertRefused(check(file), "FILE_DAMAGED", "损坏");
  }

  @Test
  void everySpoiltByteOfACsvIsAnAnswer() throws IOException {
    Random random = new Random(20241115);
    byte[] whole = CSV.repeat(3).getBytes(Charset.forName("GB18030"));
    for (int i = 0; i < 400; i++) {
      byte[] spoilt = whole.clone();
      for (int j = 0; j <= i % 5; j++) {
        spoilt[random.nextInt(spoilt.length)] =
            (byte) "\"\n,\u0000\u00ff9-".charAt(random.nextInt(7));
      }
      Receipt receipt = checkCsv(spoilt);
      assertThat(receipt.read()).as("try %d", i).isEqualTo(receipt.accepted() + receipt.refused());
    }
  }

  private Receipt checkCsv(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("目标.csv"), content);
    return LedgerIngestion.check(List.of(file), CSV_RULES, DAY).get(0);
  }

  private Path write(byte[] content) throws IOException {
    Path file = folder.resolve("测试台账.xlsx");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(content);
    }
    return file;
  }

  private Receipt check(LedgerFixture fixture) {
    return check(fixture.write(folder));
  }

  private static Receipt check(Path file) {
    return LedgerIngestion.check(List.of(file), RULES, DAY).get(0);
  }

  private static void assertRefused(Receipt receipt, String code, String message) {
    assertThat(receipt.status()).isEqualTo(Receipt.Status.REFUSED);
    assertThat(receipt.refusals())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(code);
              assertThat(problem.message()).contains(message);
            });
  }
}
