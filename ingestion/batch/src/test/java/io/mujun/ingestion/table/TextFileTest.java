package io.mujun.ingestion.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFileTest {
  private static final String MARK = "\uFEFF";
  private static final List<List<String>> TABLE =
      List.of(
          List.of("示范区2024年10月台账"),
          List.of("单位：万元"),
          List.of("项目名称", "总投资", "备注"),
          List.of("一号项目", "12", "在建"),
          List.of("二号项目", "8.5", ""));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "UTF-8,,false",
    "UTF-8,,true",
    "GB18030,,false",
    "UTF-16LE,,true",
    "UTF-16BE,,true",
    "UTF-16LE,,false",
    "UTF-16BE,,false",
    "UTF-8,TAB,false",
    "GB18030,TAB,false",
    "UTF-16LE,TAB,true",
    "UTF-8,;,true",
    "GB18030,;,false",
    "UTF-16BE,;,false"
  })
  void characterSetAndSeparatorAreSeen(String charset, String separator, boolean marked)
      throws Exception {
    String sign = separator == null ? "," : separator.equals("TAB") ? "\t" : separator;
    StringBuilder text = new StringBuilder(marked ? MARK : "");
    TABLE.forEach(row -> text.append(String.join(sign, row)).append("\r\n"));
    assertThat(Tables.texts(write(text.toString(), Charset.forName(charset)))).isEqualTo(TABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A spreadsheet writes as many separators in the title as in the table.
        "台账,,\n单位：万元,,\n名称,总投资,备注\n甲;乙,1,\n丙;丁,2,在建\n",
        // The title holds a separator that is not the table's.
        "台账,2024年10月\n名称\t总投资\t备注\n甲,乙\t1,200\t\n丙,丁\t2\t在建\n",
        // Each record holds one, and the header tells that it parts nothing.
        "名称\t总投资\t备注\n甲\t1,200\t无\n乙\t2,300\t无\n丙\t4,500\t无\n",
        // Quotes hold separators and line breaks.
        "名称,总投资,备注\n\"甲,乙;丙\",1,\"一;\n二;三\"\n丁,2,在建\n",
        // The tail of a record is left out where it is empty.
        "名称;总投资;备注\n甲;1\n乙;2\n丙;3;在建\n丁\n",
        "名称,总投资\n甲,1\n",
      })
  void separatorsWithinCellsPartNothing(String text) throws Exception {
    List<List<String>> rows = Tables.texts(write(text, StandardCharsets.UTF_8));
    List<String> header =
        rows.stream().filter(row -> row.get(0).equals("名称")).findFirst().orElseThrow();
    assertThat(header.subList(0, 2)).containsExactly("名称", "总投资");
    assertThat(rows).allSatisfy(row -> assertThat(row.size()).isLessThanOrEqualTo(header.size()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "没有分隔符\\n也不是表格\\n | SEPARATOR_UNCLEAR | 看不出各列用什么分隔",
        "名称;元,备注\\n甲;1,2\\n乙;3,4\\n | SEPARATOR_UNCLEAR | 逗号和分号都像",
        "名称,备注\\n\"资金\"紧张,1\\n乙,2\\n | FILE_DAMAGED | 第 2 行的英文双引号不成对",
        "名称,备注\\n甲,1\\n乙,\"没有结束\\n丙,3\\n | FILE_DAMAGED | 第 3 至 4 行",
        " \\n\\n | SHEET_EMPTY | 没有任何内容",
      })
  void whatIsNotClearIsRefused(String text, String code, String message) throws IOException {
    Path file = write(text.replace("\\n", "\n"), StandardCharsets.UTF_8);
    assertRefused(file, code, message);
  }

  @Test
  void brokenCharacterIsNamedByItsLine() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("项目名称,总投资\n一号项目,1\n二号".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xE9);
    bytes.write("项目,2\n三号项目,3\n".getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(folder.resolve("台账.csv"), bytes.toByteArray());
    assertRefused(file, "FILE_DAMAGED", "UTF-8 文本，但第 3 行");
  }

  @Test
  void everySpoiltByteOfATextIsAnAnswer() throws IOException {
    Random random = new Random(20241115);
    for (String charset : List.of("UTF-8", "GB18030", "UTF-16LE")) {
      byte[] whole = "项目名称,总投资\n\"一,号\",1\n二号,2\n".repeat(3).getBytes(Charset.forName(charset));
      for (int i = 0; i < 400; i++) {
        byte[] spoilt = whole.clone();
        for (int j = 0; j <= i % 5; j++) {
          spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
        }
        Path file = Files.write(folder.resolve("台账.csv"), spoilt);
        try {
          assertThat(Tables.rows(file)).as("%s, try %d", charset, i).isNotEmpty();
        } catch (FileRefusedException refused) {
          assertThat(refused.getMessage()).as("%s, try %d", charset, i).contains("报送");
        }
      }
    }
  }

  private void assertRefused(Path file, String code, String message) {
    FileRefusedException refused =
        catchThrowableOfType(FileRefusedException.class, () -> Tables.rows(file));
    assertThat(refused.code()).as(refused.getMessage()).isEqualTo(code);
    assertThat(refused).hasMessageContaining(message);
  }

  private Path write(String text, Charset charset) throws IOException {
    return Files.write(folder.resolve("台账.csv"), text.getBytes(charset));
  }
}
