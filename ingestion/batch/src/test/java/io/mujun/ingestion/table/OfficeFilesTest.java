package io.mujun.ingestion.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mujun.ingestion.table.file.TableFiles;
import io.mujun.record.value.Cell;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what other programs wrote, see {@code office/README.md}. */
class OfficeFilesTest {
  private static final SheetChoice FIRST = SheetChoice.firstVisible();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.xls"})
  void ledgerIsReadFromAWorkbook(String by) throws Exception {
    List<Row> rows = Tables.rows(office("ledger-" + by));
    assertThat(rows).hasSize(6).extracting(Row::number).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(Tables.cell(rows, "B4")).isEqualTo(new Cell("B4", "1200.5", Cell.Kind.NUMBER));
    assertThat(Tables.cell(rows, "B6")).isEqualTo(new Cell("B6", "-3", Cell.Kind.NUMBER));
    assertThat(Tables.cell(rows, "C4")).isEqualTo(new Cell("C4", "2024-04-05", Cell.Kind.DATE));
    assertThat(Tables.cell(rows, "A6")).isEqualTo(new Cell("A6", "三号\"楼\"", Cell.Kind.TEXT));
    assertThat(Tables.cell(rows, "D6").text()).isEqualTo("第一行\n第二行");
    assertThat(Tables.cell(rows, "D5")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "comma,utf8",
    "tab,utf8",
    "semicolon,utf8",
    "comma,gb18030",
    "tab,gb18030",
    "semicolon,gb18030",
    "comma,utf16",
    "tab,utf16",
    "semicolon,utf16"
  })
  void ledgerIsReadFromAText(String separator, String charset) throws Exception {
    assertThat(Tables.texts(office("ledger-%s-%s.csv".formatted(separator, charset))))
        .containsExactly(
            List.of("示例示范区2024年10月投资台账", "", "", ""),
            List.of("单位：万元", "", "", ""),
            List.of("项目名称", "总投资", "开工日期", "备注"),
            List.of("一号项目", "1200.5", "2024-04-05", "在建，甲;乙"),
            List.of("二号“厂房”", "800", "2023-12-31", ""),
            List.of("三号\"楼\"", "-3", "", "第一行\n第二行"));
  }

  @ParameterizedTest
  @CsvSource({
    "ledger-libreoffice.ods,FORMAT_UNSUPPORTED,OpenDocument",
    "ledger-libreoffice.pdf,FORMAT_UNSUPPORTED,PDF",
    "ledger-html.xls,FORMAT_UNSUPPORTED,网页",
    "ledger-encrypted.xlsx,FILE_ENCRYPTED,取消密码",
  })
  void whatIsNotReadIsNamed(String name, String code, String message) throws Exception {
    assertRefused(office(name), code, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
            + "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/> | XML 表格 2003",
        "<table><tr><td>项目名称</td></tr></table> | 网页",
        "MIME-Version: 1.0 | 网页",
        "<?xml version=\"1.0\"?><a/> | XML 文档",
        "{\\rtf1 x} | RTF",
        "Rar!..... | 压缩包",
      })
  void whatIsNoTableIsNamed(String content, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("台账.xls"), content);
    assertRefused(file, "FORMAT_UNSUPPORTED", message);
  }

  @ParameterizedTest
  @CsvSource({
    "word/document.xml,Word",
    "Index/Document.iwa,Numbers",
    "xl/workbook.bin,xlsb",
    "台账.xlsx,压缩包"
  })
  void archiveOfAnotherKindIsNamed(String part, String message) throws IOException {
    Path file = folder.resolve("台账.xlsx");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(part));
      zip.write("x".getBytes(StandardCharsets.UTF_8));
    }
    assertRefused(file, "FORMAT_UNSUPPORTED", message);
  }

  @Test
  void oldWorkbookWithAPasswordIsNamed() throws IOException {
    Path file = folder.resolve("台账.xls");
    Biff8EncryptionKey.setCurrentUserPassword("secret");
    try (HSSFWorkbook workbook = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      workbook.createSheet("投资").createRow(0).createCell(0).setCellValue("项目名称");
      workbook.write(out);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    assertRefused(file, "FILE_ENCRYPTED", "取消密码");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xlsx", "xls"})
  void resultsOfFormulasAreWhatTheyAre(String ending) throws Exception {
    List<Row> rows = Tables.rows(office("formulas-libreoffice." + ending));
    assertThat(Stream.of("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B9", "B10", "B11", "B12"))
        .extracting(reference -> shown(Tables.cell(rows, reference)))
        .containsExactly(
            "NUMBER 2",
            "ERROR #DIV/0!",
            "ERROR #N/A",
            "TEXT #1楼",
            "nothing",
            "TEXT TRUE",
            "ERROR #N/A",
            "ERROR #NAME?",
            "ERROR #N/A",
            "DATE 2024-04-05",
            "NUMBER 7");
  }

  @ParameterizedTest
  @CsvSource({
    "formulas-openpyxl.xlsx,UNCOMPUTED =1+1",
    "formulas-xlsxwriter.xlsx,UNCOMPUTED =1+1",
    "formulas-xlwt.xls,UNCOMPUTED ="
  })
  void formulaThatNobodyComputedIsNoNumber(String name, String shown) throws Exception {
    List<Row> rows = Tables.rows(office(name));
    assertThat(shown(Tables.cell(rows, "B2"))).isEqualTo(shown);
    if (name.contains("xlsxwriter")) {
      assertThat(shown(Tables.cell(rows, "B3"))).as("a zero that was typed").isEqualTo("NUMBER 0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "hidden-openpyxl.xlsx,HIDDEN,3",
    "hidden-libreoffice.xlsx,HIDDEN,3",
    "hidden-libreoffice.xls,HIDDEN,3",
    "filtered-openpyxl.xlsx,FILTERED_OUT,3 5",
    "filtered-libreoffice.xlsx,FILTERED_OUT,3 5",
    "filtered-libreoffice.xls,FILTERED_OUT,3 5"
  })
  void hiddenRowsSayWhy(String name, Visibility visibility, String hidden) throws Exception {
    List<String> numbers = List.of(hidden.split(" "));
    assertThat(Tables.rows(office(name)))
        .hasSize(6)
        .allSatisfy(
            row ->
                assertThat(row.visibility())
                    .as("row %d", row.number())
                    .isEqualTo(
                        numbers.contains(String.valueOf(row.number()))
                            ? visibility
                            : Visibility.VISIBLE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.xls"})
  void whatIsHiddenOrNotReadIsSaid(String by) throws Exception {
    Path file = office("hidden-" + by);
    try (TableFile table = TableFiles.open(file, FIRST, Limits.DEFAULT)) {
      assertThat(table.sheet()).isEqualTo("投资");
      assertThat(table.notes()).containsExactly("未读取工作表“说明”", "第 C 列是隐藏的，已照常读取");
    }
    assertThat(refusal(file, SheetChoice.named("上年")))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("SHEET_HIDDEN"))
        .hasMessageContaining("“上年”是隐藏的");
    assertThat(refusal(file, SheetChoice.matching(Pattern.compile("投资|说明"))))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("SHEET_AMBIGUOUS"))
        .hasMessageContaining("投资、说明");
    assertThat(refusal(file, SheetChoice.named("十月")))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo("SHEET_MISSING"))
        .hasMessageContaining("文件中有：投资、说明、空表、上年、更早");
    assertThat(Tables.rows(file, SheetChoice.matching(Pattern.compile("说.*"))))
        .singleElement()
        .satisfies(row -> assertThat(row.text(0)).isEqualTo("口径"));
  }

  @Test
  void adjoiningHiddenColumnsAreSaidAsOne() {
    BitSet hidden = new BitSet();
    hidden.set(2);
    hidden.set(5, 1 << 14);
    assertThat(SheetNotes.of(List.of(), hidden)).containsExactly("第 C、F 至 XFD 列是隐藏的，已照常读取");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.xls"})
  void numbersAreReadAsTheyAreShown(String by) throws Exception {
    List<Row> rows = Tables.rows(office("formats-" + by));
    assertThat(rows.subList(1, rows.size()))
        .extracting(row -> shown(row.cell(1)).replaceAll("（.*）", ""))
        .containsExactly(
            "SCALED 123456",
            "SCALED 123456",
            "SCALED 123456789",
            "SCALED 123456",
            "NUMBER 12.50万元",
            "NUMBER 12.50",
            "NUMBER 12.5",
            "NUMBER 83.5%",
            "SCALED 123456",
            "NUMBER 1200",
            "NUMBER 12",
            "DATE 2024-04-05",
            "DATE 2024-04-05",
            "DATE 2024-04-05 18:00:00",
            "NUMBER 12.5",
            "NUMBER 1234.5",
            "SCALED 9",
            "NUMBER 140821202400000",
            "NUMBER 0.3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoch1904-openpyxl.xlsx", "epoch1904-libreoffice.xls"})
  void daysAreCountedFromTheWorkbooksEpoch(String name) throws Exception {
    assertThat(shown(Tables.cell(Tables.rows(office(name)), "A2"))).isEqualTo("DATE 2024-04-05");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openpyxl.xlsx",
        "libreoffice.xlsx",
        "libreoffice.xls",
        "patched.xlsx",
        "strict.xlsx"
      })
  void textsAreReadAsTheyAreShown(String by) throws Exception {
    List<Row> rows = Tables.rows(office("texts-" + by));
    boolean patched = by.startsWith("patched") || by.startsWith("strict");
    assertThat(rows.subList(1, rows.size()))
        .extracting(row -> shown(row.cell(1)))
        .containsExactly(
            "TEXT 一号项目（续）",
            "TEXT 001234567890123456",
            "TEXT 0012",
            "TEXT   两端  ",
            "TEXT 上\n下",
            "TEXT TRUE",
            "ERROR #N/A",
            "TEXT 示例",
            patched ? "TEXT 甲\r\n乙" : "TEXT 甲乙",
            "TEXT 行内文字",
            patched ? "DATE 2024-04-05" : "NUMBER 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.xls"})
  void mergedRangesAreKnownBeforeTheRows(String by) throws Exception {
    try (TableFile table = TableFiles.open(office("merged-" + by), FIRST, Limits.DEFAULT)) {
      assertThat(table.merged().ranges())
          .containsExactlyInAnyOrder(
              new MergedCells.Range(1, 0, 2, 0),
              new MergedCells.Range(1, 1, 2, 1),
              new MergedCells.Range(1, 2, 1, 3),
              new MergedCells.Range(3, 0, 4, 0),
              new MergedCells.Range(3, 3, 4, 3));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'0012 | TEXT 0012 | UNTYPED 0012",
        "'引文' | TEXT '引文' | UNTYPED '引文'",
        "#N/A | ERROR #N/A | ERROR #N/A",
        "#DIV/0! | ERROR #DIV/0! | ERROR #DIV/0!",
        "Err:502 | ERROR Err:502 | ERROR Err:502",
        "###### | ERROR ###### | ERROR ######",
        "#1楼 | TEXT #1楼 | UNTYPED #1楼",
        "=\"0012\" | TEXT =\"0012\" | TEXT 0012",
        "=SUM(A1:A3) | TEXT =SUM(A1:A3) | UNCOMPUTED =SUM(A1:A3)",
        "==== | TEXT ==== | UNTYPED ====",
      })
  void textsThatStandForSomethingElse(String text, String inWorkbook, String inText) {
    assertThat(shown(Cells.text("A1", text))).isEqualTo(inWorkbook);
    assertThat(shown(Cells.untyped("A1", text))).isEqualTo(inText);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ledger-libreoffice.xls", "formulas-libreoffice.xls", "hidden-libreoffice.xlsx"})
  void everySpoiltByteOfAWorkbookIsAnAnswer(String name) throws Exception {
    byte[] whole = Files.readAllBytes(office(name));
    Random random = new Random(20241115);
    BitSet answers = new BitSet();
    Path file = folder.resolve("台账");
    for (int i = 0; i < 400; i++) {
      byte[] spoilt =
          i % 10 == 9 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int j = 0; j <= i % 5 && spoilt.length > 0; j++) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, spoilt);
      answers.set(answer(file, i));
    }
    assertThat(answers.cardinality()).as("some are read and some refused").isEqualTo(2);
  }

  /**
   * 0 where the file is read, 1 where it is refused, as its rows may refuse it by any exception.
   */
  private static int answer(Path file, int round) {
    TableFile table;
    try {
      table = TableFiles.open(file, FIRST, Limits.DEFAULT);
    } catch (FileRefusedException refused) {
      assertThat(refused.getMessage()).as("try %d", round).contains("报送");
      return 1;
    }
    try (table) {
      table.rows().forEachRemaining(row -> assertThat(row.number()).isPositive());
      return 0;
    } catch (FileRefusedException | RuntimeException damaged) {
      return 1;
    }
  }

  private static String shown(Cell cell) {
    return cell == null ? "nothing" : cell.kind() + " " + cell.text();
  }

  private void assertRefused(Path file, String code, String message) {
    FileRefusedException refused = refusal(file, FIRST);
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(message).hasMessageContaining("报送");
  }

  private static FileRefusedException refusal(Path file, SheetChoice choice) {
    return catchThrowableOfType(FileRefusedException.class, () -> Tables.rows(file, choice));
  }

  private static Path office(String name) throws URISyntaxException {
    return Path.of(OfficeFilesTest.class.getResource("/office/" + name).toURI());
  }
}
