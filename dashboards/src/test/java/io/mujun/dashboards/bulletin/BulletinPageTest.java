package io.mujun.dashboards.bulletin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulletinPageTest {
  private static final Figure DEVIATION =
      new Figure("schedule_deviation", "+13.8", "百分点", "", "green");
  private static final Figure COMPLETION =
      new Figure("annual_completion_rate", "≥105.0", "%", "", "");
  private static final Figure MISSING = new Figure("investment_ledger", "—", "", "未报送", "");

  @Test
  void escapesWhatCountiesWroteAndReachesOutForNothing() {
    String page = BulletinPage.render(bulletin("<script>alert(1)</script>"));
    assertThat(page)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script")
        .doesNotContainPattern("(src|href)=\"(?!#)")
        .doesNotContain("url(");
  }

  @Test
  void linksEachNumberToItsDefinition() {
    String page = BulletinPage.render(bulletin("某项目"));
    assertThat(page)
        .contains("href=\"#metric-schedule_deviation\"")
        .contains("id=\"metric-schedule_deviation\"")
        .contains("未报送");
  }

  @Test
  void writesAFigureOfTheChartWithItsBound() {
    assertThat(BulletinPage.render(bulletin("某项目"))).contains(">≥105.0%</text>", ">—</text>");
  }

  @Test
  void saysSinceWhenASeriesIsComputedAnew() {
    assertThat(BulletinPage.render(bulletin("某项目")))
        .contains("<dd>公式<br><b>第 2 版，自 &lt;某日&gt; 的发布起</b></dd>")
        .contains("<dd>公式</dd>");
  }

  @Test
  void readsWeeksAsIsoNumbersThem() {
    Week week = Week.parse("2024-W47");
    assertThat(week.monday()).isEqualTo("2024-11-18");
    assertThat(week.sunday()).isEqualTo("2024-11-24");
    assertThat(week.previous()).hasToString("2024-W46");
    assertThat(Week.parse("2025-W01").previous()).hasToString("2024-W52");
    assertThatThrownBy(() -> Week.parse("2024-47"))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining("for example 2024-W47");
  }

  private static Bulletin bulletin(String project) {
    return new Bulletin(
        "开发区重点工作周通报",
        Week.parse("2024-W47"),
        LocalDate.of(2024, 11, 1),
        "2024-11-24.1",
        LocalDate.of(2024, 11, 24),
        "示例数据",
        "山西省",
        List.of(new Bulletin.Headline("较序时进度", DEVIATION, "目标 0百分点", "5/5 区有数")),
        List.of(new Bulletin.Headline("较序时进度", null, "", "")),
        List.of(
            new Bulletin.RankedZone(
                1, "陵川", "晋城市", List.of(DEVIATION), "green", COMPLETION, 105.0, 91.7),
            new Bulletin.RankedZone(2, "沁水", "晋城市", List.of(MISSING), "", MISSING, null, 91.7)),
        List.of(
            new Bulletin.BehindProject(
                "灵石", project, "5,000万元", "≥4,000万元", "80%", "-11.7", "yellow", "招商局", "")),
        List.of(
            new Bulletin.OverdueCase(
                "潞城", project, "施工许可", LocalDate.of(2024, 10, 8), LocalDate.of(2024, 11, 5), 13)),
        "2024-11-17.1",
        List.of(new Bulletin.Change("陵川", "较序时进度", MISSING, DEVIATION)),
        List.of(
            new Bulletin.Restatement(
                "修正", "灵石", LocalDate.of(2024, 10, 1), project, "3,000万元", "3,200万元")),
        List.of(
            new Bulletin.Definition(
                "schedule_deviation", "较序时进度", "百分点", "公式", "第 2 版，自 <某日> 的发布起"),
            new Bulletin.Definition("investment_ledger", "固定资产投资（台账）", "万元", "公式", "")));
  }

  /** Leaves a page to look at beside the test's results. */
  @Test
  void rendersAWholePage() throws IOException {
    Path page = Path.of("target/bulletin-sample.html");
    Files.writeString(page, BulletinPage.render(bulletin("某项目")));
    assertThat(page).content().contains("2024年第47周（11月18日—11月24日）").endsWith("</html>\n");
  }
}
