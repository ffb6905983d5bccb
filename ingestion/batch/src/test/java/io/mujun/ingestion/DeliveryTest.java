package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.record.IngestRules;
import io.mujun.record.Problem;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.source.Deliveries;
import io.mujun.warehouse.source.LayoutFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose ledger a file is: by its headers, and by the zone that its title and name speak of. */
class DeliveryTest {
  private static final LocalDate DAY = LocalDate.of(2024, 11, 22);
  private static final IngestRules RULES = Stage.rules();
  private static final String HEAD =
      "%s\n单位：万元\n序号,项目代码,项目名称,建设单位,统一社会信用代码,类别,总投资,年度计划,本月,本年累计,"
          + "开工以来累计,开工日期,责任部门,存在问题\n1,,示例项目,,,产业,100,50,5,10,10,2024-03-19,,\n";

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} | {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "潞城经开区投资台账.csv | 潞城经济技术开发区2024年10月台账 | lucheng_investment_ledger",
        "10月.csv | 潞城经济技术开发区2024年10月台账 | lucheng_investment_ledger",
        "10月.csv | 潞城区2024年10月台账 | lucheng_investment_ledger",
        "10月.csv | 潞城市2024年10月台账 | lucheng_investment_ledger",
        "潞城.csv | 2024年10月台账 | lucheng_investment_ledger",
        "会议纪要.csv | 沁水经开区2024年10月台账 | qinshui_investment_ledger",
        "沁水经开区.csv | 潞城经济技术开发区2024年10月台账 | ZONE_DISAGREES",
        "10月.csv | 2024年10月台账 | ZONE_UNKNOWN",
        "10月.csv | 沁水、潞城2024年10月台账 | ZONE_AMBIGUOUS",
        "沁水.csv | 沁水、潞城2024年10月台账 | qinshui_investment_ledger",
        "陵川.csv | 陵川示范区2024年10月台账 | HEADER_MISSING",
        "10月.csv | 陵川示范区2024年10月台账 | DELIVERY_UNKNOWN",
      })
  void ledgerIsTheZonesThatTitleAndNameAgreeOn(String name, String title, String expected)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), HEAD.formatted(title));
    Receipt receipt = LedgerIngestion.check(List.of(file), RULES, DAY).get(0);
    assertThat(receipt.refusals().isEmpty() ? receipt.source() : receipt.refusals().get(0).code())
        .as(receipt.toString())
        .isEqualTo(expected);
  }

  @Test
  void everySampleLedgerIsItsZonesAndTables() throws IOException {
    try (Stream<Path> files = Files.walk(Stage.SAMPLES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        String zone =
            List.of("临猗 linyi", "沁水 qinshui", "灵石 lingshi", "陵川 lingchuan", "潞城 lucheng").stream()
                .filter(each -> name.startsWith(each.substring(0, 2)))
                .findFirst()
                .orElseThrow()
                .substring(3);
        String table =
            Stream.of(
                    "投资 investment_ledger",
                    "考核 appraisal_item",
                    "评分 score_adjustment",
                    "目标 target_ledger",
                    "人员 staff_snapshot",
                    "大事记 event",
                    "三个一批 project_stage",
                    "包联 assignment",
                    "控制指标 parcel_indicator",
                    "区域评估 region_assessment",
                    "地 land_ledger")
                .map(each -> each.split(" "))
                .filter(each -> name.contains(each[0]))
                .findFirst()
                .orElseThrow()[1];
        assertThat(LedgerIngestion.check(List.of(file), RULES, DAY).get(0).source())
            .as(name)
            .isEqualTo(zone + "_" + table);
      }
    }
  }

  @Test
  void refusedFileIsBookedOnTheSourceThatItIsLikelyToBeOf() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("潞城10月.csv"), HEAD.formatted("潞城2024年10月").replace("年度计划", "计划"));
    Receipt receipt = LedgerIngestion.check(List.of(file), RULES, DAY).get(0);
    assertThat(receipt.refusals())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("HEADER_MISSING");
              assertThat(problem.message()).contains("缺少“年度计划”").contains("“计划”");
            });
    assertThat(receipt.source()).isEqualTo("lucheng_investment_ledger");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "项目名称,总投资 | HEADER_MISSING | lucheng_investment_ledger",
        "合同编号,地块名称 | HEADER_MISSING | lucheng_land_ledger",
        "姓名,电话 | LAYOUT_UNKNOWN | unknown",
      })
  void nearestLayoutIsTheOneWithTheLargestShareOfItsHeaders(
      String headers, String code, String source) throws IOException {
    Path file =
        Files.writeString(folder.resolve("潞城.csv"), "潞城2024年10月\n单位：万元\n" + headers + "\n示例,1\n");
    Receipt receipt = LedgerIngestion.check(List.of(file), RULES, DAY).get(0);
    assertThat(receipt.refusals()).extracting(Problem::code).containsExactly(code);
    assertThat(receipt.source()).isEqualTo(source);
  }

  @Test
  void twoDeliveriesThatFitAreRefusedWithTheirNames() throws IOException {
    String twin =
        Files.readString(Stage.INGESTION.resolve("deliveries.csv"))
            + "lucheng2,潞城另一单位,140406,ods.investment_ledger,investment_flat2,15,\n";
    Path layouts = Files.createDirectory(folder.resolve("layouts"));
    copyLayouts(layouts);
    Files.writeString(
        layouts.resolve("investment_flat2.yaml"),
        Files.readString(layouts.resolve("investment_flat.yaml"))
            .replace("layout: investment_flat", "layout: investment_flat2"));
    Path file = Files.writeString(folder.resolve("潞城10月.csv"), HEAD.formatted("潞城2024年10月"));
    Receipt receipt =
        LedgerIngestion.check(List.of(file), rules(layouts, twin, RULES.zones()), DAY).get(0);
    assertThat(receipt.refusals())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("LAYOUT_AMBIGUOUS");
              assertThat(problem.message())
                  .contains("lucheng_investment_ledger、lucheng2_investment_ledger");
            });
  }

  @Test
  void sixthZoneIsLinesInDeliveriesAndCodes() throws IOException {
    Path codes = Files.createDirectory(folder.resolve("codes"));
    Path declared = Stage.ROOT.resolve("warehouse/codes");
    for (String name : List.of("zone.csv", "area.csv")) {
      Files.copy(declared.resolve(name), codes.resolve(name));
    }
    Files.writeString(
        codes.resolve("zone.csv"),
        "140927,神池经济技术开发区,神池经开区,industrial,工业类,provincial,140900,忻州市,140927,神池县,140000,山西省\n",
        StandardOpenOption.APPEND);
    String deliveries =
        Files.readString(Stage.INGESTION.resolve("deliveries.csv"))
            + "shenchi,神池投资台账,140927,ods.investment_ledger,investment_flat,10,\n"
            + "shenchi,神池目标表,140927,ods.target_ledger,target,10,\n";
    IngestRules rules = rules(Stage.INGESTION.resolve("layouts"), deliveries, Zones.read(codes));
    Path file =
        Files.write(
            folder.resolve("神池台账（10月）.csv"),
            HEAD.formatted("神池经济技术开发区2024年1-10月投资台账").getBytes(StandardCharsets.UTF_8));
    Receipt receipt = LedgerIngestion.check(List.of(file), rules, DAY).get(0);
    assertThat(receipt.refusals()).isEmpty();
    assertThat(receipt.source()).isEqualTo("shenchi_investment_ledger");
    assertThat(receipt.accepted()).isEqualTo(1);
    assertThat(LedgerIngestion.check(List.of(file), RULES, DAY).get(0).refusals())
        .as("without its lines")
        .extracting(Problem::code)
        .containsExactly("ZONE_UNKNOWN");
  }

  private IngestRules rules(Path layouts, String deliveries, Zones zones) throws IOException {
    Path file = Files.writeString(folder.resolve("deliveries.csv"), deliveries);
    return new IngestRules(
        RULES.contracts(),
        RULES.units(),
        zones,
        new ArrayList<>(
            Deliveries.read(file, LayoutFiles.readAll(layouts), zones, RULES.contracts())));
  }

  private static void copyLayouts(Path target) throws IOException {
    try (Stream<Path> files = Files.list(Stage.INGESTION.resolve("layouts"))) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
