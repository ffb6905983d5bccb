package io.mujun.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.sample.Amount.Precision;
import io.mujun.sample.SampleStatement.Total;
import io.mujun.warehouse.code.CodeTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample rows, as both deliveries leave them, add up to what the zones have published. */
class SampleFactsTest {
  private static final Path SAMPLES = Path.of("../../samples");

  /** The zone that has told of its batches; those of others are illustrative. */
  private static final String LINGCHUAN = "140524";

  private final SampleStatement linyi = SampleStatement.latest("linyi_investment_ledger");
  private final SampleStatement linyiLand = SampleStatement.latest("linyi_land_ledger");
  private final SampleStatement qinshui = SampleStatement.latest("qinshui_investment_ledger");
  private final SampleStatement lingshiLand = SampleStatement.latest("lingshi_land_ledger");
  private final SampleStatement lingchuan = SampleStatement.latest("lingchuan_investment_ledger");
  private final SampleStatement luchengLand = SampleStatement.latest("lucheng_land_ledger");
  private final SampleStatement staff = SampleStatement.latest("linyi_staff_snapshot");
  private final SampleStatement events = SampleStatement.latest("linyi_event");
  private final SampleStatement appraisal = SampleStatement.latest("linyi_appraisal_item");
  private final String exchange =
      SampleApproval.text(SAMPLES.resolve("databases"), "2024-11-15", "county_exchange");
  private final SampleApproval approval = SampleApproval.read(SAMPLES.resolve("databases"));

  @Test
  void everyFactIsReproduced() {
    Map<String, Supplier<Total>> found = facts();
    Map<String, Supplier<Total>> others =
        Map.of("LU4.1", () -> assessments("lucheng_region_assessment", "否"));
    Set<String> asked = new HashSet<>();
    List<Map<String, String>> published = CodeTable.read(SAMPLES.resolve("facts.csv")).rows();
    assertThat(published).extracting(fact -> fact.get("id")).hasSameElementsAs(found.keySet());
    for (Map<String, String> fact : published) {
      String id = fact.get("id");
      Supplier<Total> first = found.get(id);
      Total total = (asked.add(id) ? first : others.getOrDefault(id, first)).get();
      Precision precision =
          fact.get("bound").equals("at_least") ? Precision.LOWER_BOUND : Precision.EXACT;
      String what = fact.get("id") + " " + fact.get("fact");
      assertThat(total.value()).as(what).isEqualByComparingTo(fact.get("value"));
      assertThat(total.precision()).as(what).isEqualTo(precision);
    }
  }

  @Test
  void everyKeyProjectOfLingchuanIsOnSchedule() {
    for (Map<String, String> row : lingchuan.rows(row -> true)) {
      BigDecimal plan = lingchuan.amount(row, "annual_plan", "CNY").orElseThrow().value();
      BigDecimal done = lingchuan.amount(row, "ytd", "CNY").orElseThrow().value();
      assertThat(done.multiply(BigDecimal.valueOf(12)))
          .as(row.get("project_name"))
          .isGreaterThanOrEqualTo(plan.multiply(BigDecimal.valueOf(11)));
    }
  }

  private Map<String, Supplier<Total>> facts() {
    Map<String, Supplier<Total>> facts = new LinkedHashMap<>();
    facts.put("LY5.1", () -> invested(linyi, named("物流园道路工程")));
    facts.put("LY5.2", () -> invested(linyi, named("标准化厂房")));
    facts.put("LY5.3", () -> invested(linyi, named("尊诺酒店")));
    facts.put("LY5.4", () -> invested(linyi, named("一期、二期")));
    facts.put("LY5.5", () -> invested(linyi, named("果业公园")));
    facts.put("LY5.6", () -> invested(linyi, category("基础设施")));
    facts.put("LY10.1", () -> approval.commitmentProjects("140821"));
    facts.put("LY10.2", () -> approval.commitmentItems("140821"));
    facts.put("LY12.1", () -> linyiLand.count(SampleFactsTest::isStandard));
    facts.put("LY12.2", () -> linyiLand.sum("area", "MU", SampleFactsTest::isStandard));
    facts.put("LY15.1", () -> approval.proxyProjects("140821"));
    facts.put("LY15.2", () -> approval.proxyItems("140821"));
    facts.put("QS3.1", () -> qinshui.sum("ytd", "CNY_10K", named("京津冀LNG")));
    facts.put("QS3.2", () -> qinshui.sum("ytd", "CNY_10K", named("装备制造产业园")));
    facts.put("QS3.3", () -> qinshui.sum("ytd", "CNY_10K", named("新材料产业园区")));
    facts.put("QS3.4", () -> qinshui.sum("ytd", "CNY_10K", category("基础设施")));
    facts.put("LS1.1", () -> lingshiLand.sum("area", "MU", named("煤焦化提标升级")));
    facts.put("LS6.1", () -> lingshiLand.count(SampleFactsTest::isStandard));
    facts.put("LS6.2", () -> lingshiLand.sum("area", "MU", SampleFactsTest::isStandard));
    facts.put(
        "LS6.3",
        () -> lingshiLand.share(SampleFactsTest::isStandard, SampleFactsTest::isIndustrial));
    facts.put(
        "LC6.1", () -> lingchuan.sum("ytd", "CNY_100M", row -> row.get("key_project").equals("是")));
    facts.put("LC7.1", () -> lingchuan.sum("ytd", "CNY_100M", category("产业")));
    facts.put("LC7.2", this::excessOfLingchuan);
    facts.put("LU6.1", () -> approval.commitmentProjects("140406"));
    facts.put("LU7.2", () -> luchengLand.count(row -> row.get("contract_date").startsWith("2024")));
    facts.put(
        "LU7.3",
        () -> luchengLand.share(SampleFactsTest::isStandard, SampleFactsTest::isIndustrial));
    organisation(facts);
    service(facts);
    controlled(facts);
    facts.put("LC4.1", () -> SampleApproval.count(batches("城镇批次", 2)));
    facts.put("LC4.2", () -> SampleApproval.count(batches("城镇批次", 3)));
    facts.put("LC5.1", this::ruralProjects);
    facts.put("LU2.1", () -> SampleApproval.count(items("赋权")));
    facts.put(
        "LU2.2", () -> SampleApproval.count(items("赋权").filter(row -> row.get(8).equals("1"))));
    facts.put("LU5.1", () -> SampleApproval.count(items("可承诺")));
    return facts;
  }

  private void organisation(Map<String, Supplier<Total>> facts) {
    Predicate<Map<String, String>> term = row -> row.get("scheme").equals("班子任期目标");
    Predicate<Map<String, String>> weighed = row -> row.get("scheme").equals("人员绩效");
    facts.put("LY1.1", () -> appraisal.only("term_years", term));
    facts.put("LY1.2", () -> appraisal.count(term));
    facts.put("LY2.1", () -> staff.numbers("headcount", row -> true));
    facts.put("LY2.2", () -> staff.numbers("headcount", tier("领导班子成员")));
    facts.put("LY2.3", () -> staff.numbers("headcount", tier("中层管理人员")));
    facts.put("LY2.4", () -> staff.numbers("headcount", tier("一般工作人员")));
    facts.put("LY2.5", () -> staff.numbers("contracts", row -> true));
    facts.put("LY2.6", () -> staff.only("contract_years", row -> true));
    facts.put(
        "LY3.1",
        () ->
            appraisal.only(
                "weight", weighed.and(row -> row.get("item_group").equals("招商引资和项目建设"))));
    facts.put(
        "LY3.2",
        () ->
            SampleApproval.count(
                appraisal.rows(weighed).stream()
                    .map(row -> row.get("assessed_period"))
                    .distinct()));
    facts.put("LY6.1", () -> events.only("quantity", event("重用")));
    facts.put("LY6.2", () -> events.only("quantity", event("选任到区")));
    facts.put("LY6.3", () -> events.only("quantity", event("交流到区")));
    facts.put("LY6.4", () -> events.only("quantity", event("交流到县")));
    facts.put("LY6.5", () -> events.only("quantity", row -> row.get("name").contains("运营总监")));
    facts.put("LY6.6", () -> events.only("quantity", row -> row.get("name").contains("工程师")));
    facts.put("LY8.1", () -> events.count(event("称号").and(row -> row.get("status").equals("已认定"))));
  }

  private void service(Map<String, Supplier<Total>> facts) {
    SampleStatement assignments = SampleStatement.latest("qinshui_assignment");
    Predicate<Map<String, String>> officer =
        row -> row.get("role").equals("包联工作人员") && row.get("assigned_to").isBlank();
    facts.put("QS2.1", () -> assignments.count(row -> row.get("subject_kind").equals("服务保障组")));
    facts.put(
        "QS5.1",
        () -> {
          assertThat(assignments.rows(officer))
              .extracting(row -> row.get("project_name"))
              .as("each project has one")
              .doesNotHaveDuplicates()
              .isNotEmpty();
          return new Total(BigDecimal.ONE, Precision.EXACT);
        });
    facts.put(
        "QS6.1",
        () ->
            SampleApproval.count(
                resolved(Set.of("水", "电", "气")).map(row -> row.get(8)).distinct()));
    facts.put("QS6.2", () -> SampleApproval.count(resolved(Set.of("运输"))));
    facts.put("LC3.1", this::projectsWithAllPrerequisites);
  }

  private void controlled(Map<String, Supplier<Total>> facts) {
    facts.put("LS2.1", () -> ruledIndicators("lingshi_parcel_indicator"));
    facts.put("LU7.1", () -> ruledIndicators("lucheng_parcel_indicator"));
    facts.put("LS4.1", () -> assessments("lingshi_region_assessment", "是"));
    facts.put("LU4.1", () -> assessments("lucheng_region_assessment", "是"));
  }

  private Stream<List<String>> resolved(Set<String> factors) {
    return SampleApproval.rows(exchange, "qz_dbsx").stream()
        .filter(row -> factors.contains(row.get(4)) && row.get(16).equals("已解决"));
  }

  private Total projectsWithAllPrerequisites() {
    Map<String, Boolean> complete = new HashMap<>();
    SampleApproval.rows(exchange, "qz_qzrq").stream()
        .filter(row -> row.get(3).equals("前置手续"))
        .forEach(
            row -> complete.merge(row.get(6), !row.get(11).equals("null"), Boolean::logicalAnd));
    return SampleApproval.count(complete.values().stream().filter(each -> each));
  }

  private static Total ruledIndicators(String ledger) {
    List<Map<String, String>> ruled =
        SampleStatement.latest(ledger).rows(row -> row.get("stage").equals("本区规定"));
    return new Total(
        BigDecimal.valueOf(ruled.stream().map(row -> row.get("indicator")).distinct().count()),
        ruled.stream().allMatch(row -> row.get("list_complete").equals("是"))
            ? Precision.EXACT
            : Precision.LOWER_BOUND);
  }

  private static Total assessments(String ledger, String preferred) {
    return SampleStatement.latest(ledger)
        .count(row -> row.get("preferred").equals(preferred) && !row.get("done_on").isBlank());
  }

  private Stream<List<String>> items(String list) {
    return SampleApproval.rows(exchange, "qz_qzqd").stream().filter(row -> row.get(2).equals(list));
  }

  /** The values of a column of the approved batches of a kind, each once. */
  private Stream<String> batches(String kind, int column) {
    return SampleApproval.rows(exchange, "qz_ydbp").stream()
        .filter(row -> row.get(1).equals(LINGCHUAN))
        .filter(row -> row.get(5).equals(kind) && !row.get(8).equals("null"))
        .map(row -> row.get(column))
        .distinct();
  }

  private Total ruralProjects() {
    boolean isComplete = batches("乡村建设用地", 10).allMatch("1"::equals);
    return new Total(
        SampleApproval.count(batches("乡村建设用地", 3)).value(),
        isComplete ? Precision.EXACT : Precision.LOWER_BOUND);
  }

  private static Predicate<Map<String, String>> tier(String tier) {
    return row -> row.get("tier").equals(tier);
  }

  private static Predicate<Map<String, String>> event(String subtype) {
    return row -> row.get("subtype").equals(subtype);
  }

  private Total excessOfLingchuan() {
    SampleStatement targets = SampleStatement.latest("lingchuan_target_ledger");
    Predicate<Map<String, String>> industry = row -> row.get("investment_scope").equals("产业");
    BigDecimal target =
        targets
            .sum("amount", "CNY_100M", industry.and(row -> row.get("preferred").equals("是")))
            .value();
    Total done = lingchuan.sum("ytd", "CNY_100M", category("产业"));
    return new Total(done.value().subtract(target), done.precision());
  }

  private static Total invested(SampleStatement ledger, Predicate<Map<String, String>> rows) {
    return ledger.sum("cumulative", "CNY_100M", rows);
  }

  private static Predicate<Map<String, String>> named(String part) {
    return row -> row.get("project_name").contains(part);
  }

  private static Predicate<Map<String, String>> category(String category) {
    return row -> row.get("category").equals(category);
  }

  private static boolean isStandard(Map<String, String> row) {
    return row.get("standard_land").equals("是");
  }

  private static boolean isIndustrial(Map<String, String> row) {
    return row.get("land_use").equals("工业用地");
  }
}
