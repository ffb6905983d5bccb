package io.mujun.cli.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.cli.DemoCity;
import io.mujun.cli.SharedDemoCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The manual of a running warehouse, as a reader opens it from a folder. */
@ExtendWith(SharedDemoCity.class)
class ManualIT {
  private static final int DONE = 0;

  /** 临猗's published headcount; the same number is on the page as a fact that it has stated. */
  private static final String STAFF = "<b class=\"nowrap\">40人</b>";

  @TempDir private static Path profile;
  private static DemoCity city;
  private static Path site;
  private static JsonNode written;

  @BeforeAll
  static void write(DemoCity shared) {
    city = shared;
    site = city.data().resolve("manual");
    written = city.json(DONE, "docs", "--json");
  }

  /** Pages with links that lead nowhere are not written: that they are here says that none is. */
  @Test
  void tellsWhatWasWritten() throws SQLException {
    assertThat(written.path("index").asText()).isEqualTo(site.resolve("index.html").toString());
    assertThat(written.path("publication").asText())
        .isEqualTo(
            city.rows("mujun", "select max_by(publication_id, published_at) from ads.publication")
                .get(0));
    assertThat(written.path("mechanisms").asInt()).isEqualTo(43);
  }

  @Test
  void hasTheFiguresOfThePublicationAndTheLineageOfItsTables() throws IOException {
    assertThat(Files.readString(site.resolve("zh/coverage.html"))).contains(STAFF, "≥1.08亿元");
    assertThat(Files.readString(site.resolve("zh/metric-investment_ledger.html")))
        .contains("第 1 版", "ods.investment_ledger", "investment_grouped");
    assertThat(Files.readString(site.resolve("zh/table-dwd.investment_month.html")))
        .contains("table-ods.investment_statistics.html#column-ytd_investment");
  }

  /** Another's zones are not on the pages of one who does not see them. */
  @Test
  void showsItsReadersZonesAlone() throws IOException {
    Path folder = city.data().resolve("manual-jincheng");
    city.json(DONE, "docs", "--user", "official_jincheng", "--to", folder.toString(), "--json");
    assertThat(Files.readString(folder.resolve("zh/coverage.html")))
        .contains("≥1.08亿元")
        .doesNotContain(STAFF);
  }

  @Test
  void opensInABrowser() {
    assumeTrue(BoardBrowser.isInstalled(), BoardBrowser.HOW_TO_INSTALL);
    try (BoardBrowser browser = new BoardBrowser(site.toUri(), profile)) {
      for (String page :
          List.of(
              "zh/index",
              "zh/metrics",
              "zh/metric-investment_ledger",
              "zh/metric-schedule_attainment_rate",
              "zh/tables",
              "zh/table-dwd.investment_month",
              "zh/table-ods.approval_case",
              "zh/sources",
              "zh/lineage",
              "zh/coverage",
              "zh/codes",
              "en/index",
              "en/metric-investment_ledger",
              "en/table-ods.approval_case",
              "en/coverage")) {
        browser.open(site.resolve(page + ".html"));
        assertThat(browser.title()).as(page).contains(page.startsWith("zh") ? "亩均手册" : "Mujun");
        long bytes =
            browser.picture(
                city.data().resolve("pictures/manual-" + page.replace('/', '-') + ".png"));
        assertThat(bytes).as(page).isGreaterThan(10_000);
      }
      browser.open(site.resolve("en/index.html"));
      assertThat(browser.found("on schedule project share")).first().asString().contains("达序时");
      assertThat(browser.found("本年累计投资 investment_month"))
          .first()
          .asString()
          .contains("dwd.investment_month.ytd_investment");
      assertThat(browser.found("nothing like this")).containsExactly("Nothing found");
    }
  }
}
