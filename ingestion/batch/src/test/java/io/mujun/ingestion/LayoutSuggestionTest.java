package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.ingestion.ledger.layout.LayoutProposal;
import io.mujun.ingestion.ledger.layout.LayoutSuggestion;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.source.Delivery;
import io.mujun.warehouse.source.Layout;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.LedgerColumn;
import io.mujun.warehouse.source.LedgerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutSuggestionTest {
  private static final IngestRules RULES = Stage.rules();
  private static final String TABLE = "ods.investment_ledger";
  private static final String LEDGER =
      """
      神池经济技术开发区2024年1-10月投资情况
      金额单位：人民币万元
      序号,项目名称,投资主体,统一代码,总投资额（亿元）,年度计划,年内完成,开工时间,备注
      1,示例一期,示例公司,91140406MA0664065R,2.8,15000,12460,2024-03-19,
      2,示例二期,示例公司,91140406MA0751476R,0.26,2600,2260,2024.4.15,
      """;

  @TempDir Path folder;

  @Test
  void columnsAreProposedWithReasonAndConfidence() throws Exception {
    LayoutProposal proposal = suggest(LEDGER);
    assertThat(proposal.headerRows()).containsExactly(3);
    assertThat(proposal.periodRow()).isEqualTo(1);
    assertThat(proposal.unitRow()).isEqualTo(2);
    assertThat(proposal.lacking()).isEmpty();
    assertThat(column(proposal, "项目名称").confidence()).isGreaterThanOrEqualTo(90);
    assertThat(column(proposal, "统一代码"))
        .satisfies(
            column -> {
              assertThat(column.property()).isEqualTo("credit_code");
              assertThat(column.reason()).contains("2 个值中 2 个是有效的");
            });
    assertThat(column(proposal, "总投资额(亿元)"))
        .satisfies(
            column -> {
              assertThat(column.property()).isEqualTo("total_investment");
              assertThat(column.unit()).isEqualTo("CNY_100M");
              assertThat(column.confidence()).isLessThan(60);
            });
    assertThat(column(proposal, "年度计划").unit()).isEqualTo("CNY_10K");
    assertThat(column(proposal, "开工时间").property()).isEqualTo("started_on");
    assertThat(column(proposal, "备注").property()).isNull();
    assertThat(proposal.yaml("shenchi"))
        .contains("# 85%：2 个值中 2 个是有效的")
        .contains("ignored: ['序号', '投资主体', '年内完成', '备注']");
  }

  @Test
  void proposalIsALayoutThatReadsItsFile() throws Exception {
    LayoutProposal proposal = suggest(LEDGER);
    Layout layout = LayoutFiles.parse(proposal.yaml("shenchi"), "shenchi.yaml");
    Delivery delivery = new Delivery("lingchuan", "台账", "140524", TABLE, "shenchi", 15);
    IngestRules rules =
        new IngestRules(
            RULES.contracts(),
            RULES.units(),
            RULES.zones(),
            new ArrayList<>(List.of(new LedgerSource(delivery, layout))));
    Path file = Files.writeString(folder.resolve("陵川.csv"), LEDGER.replace("神池经济技术开发区", "陵川示范区"));
    Receipt receipt =
        LedgerIngestion.check(List.of(file), rules, LocalDate.of(2024, 11, 22)).get(0);
    assertThat(receipt.refusals()).isEmpty();
    assertThat(receipt.accepted()).isEqualTo(2);
  }

  @Test
  void everySampleLedgersLayoutIsFoundAgain() throws Exception {
    try (Stream<Path> files = Files.walk(Stage.SAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Receipt receipt =
            LedgerIngestion.check(List.of(file), RULES, LocalDate.of(2024, 11, 22)).get(0);
        LedgerSource source =
            RULES.sources().stream()
                .filter(LedgerSource.class::isInstance)
                .map(LedgerSource.class::cast)
                .filter(each -> each.source().equals(receipt.source()))
                .findFirst()
                .orElseThrow();
        LayoutProposal proposal = LayoutSuggestion.of(file, source.table(), RULES, Limits.DEFAULT);
        assertThat(proposal.headerRows())
            .as(file.getFileName().toString())
            .isEqualTo(source.layout().headerRows());
        assertThat(proposal.columns().stream().filter(column -> column.property() != null))
            .as(file.getFileName().toString())
            .extracting(LayoutProposal.Column::property)
            .containsExactlyInAnyOrderElementsOf(
                source.layout().columns().stream()
                    .filter(column -> column.isRequired() || isIn(proposal, column))
                    .map(LedgerColumn::property)
                    .toList());
      }
    }
  }

  private static boolean isIn(LayoutProposal proposal, LedgerColumn column) {
    return proposal.columns().stream().anyMatch(each -> column.headers().contains(each.header()));
  }

  private LayoutProposal suggest(String text) throws IOException, FileRefusedException {
    Path file = Files.writeString(folder.resolve("台账.csv"), text);
    return LayoutSuggestion.of(file, TABLE, RULES, Limits.DEFAULT);
  }

  private static LayoutProposal.Column column(LayoutProposal proposal, String header) {
    return proposal.columns().stream()
        .filter(column -> column.header().equals(header))
        .findFirst()
        .orElseThrow();
  }
}
