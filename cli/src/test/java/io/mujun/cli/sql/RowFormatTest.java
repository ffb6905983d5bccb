package io.mujun.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowFormatTest {
  private static final Rows ROWS =
      new Rows(
          List.of("zone", "value"),
          List.of(
              Arrays.asList("灵石", new BigDecimal("1514.00")),
              Arrays.asList("=HYPERLINK(\"x\")", null)));

  @Test
  void alignsColumnsAsATerminalShowsThem() throws IOException {
    assertThat(RowFormat.table.write(ROWS))
        .isEqualTo(
            """
             zone            │ value \s
            ─────────────────┼────────
             灵石            │ 1514.00
             =HYPERLINK("x") │ NULL  \s
            (2 rows)
            """
                .replace("─┼────────", "─┼─────────"));
  }

  @Test
  void keepsSpreadsheetsFromTakingTextForAFormula() throws IOException {
    assertThat(RowFormat.csv.write(ROWS))
        .isEqualTo("zone,value\r\n灵石,1514.00\r\n\"'=HYPERLINK(\"\"x\"\")\",\r\n");
  }

  @Test
  void writesDecimalsAsNumbersWithoutLoss() throws IOException {
    assertThat(RowFormat.json.write(ROWS))
        .isEqualTo(
            """
            [{"zone":"灵石","value":1514.00},
            {"zone":"=HYPERLINK(\\"x\\")","value":null}]
            """);
  }
}
