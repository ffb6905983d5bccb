package io.mujun.cli.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.mujun.cli.DemoCity;
import io.mujun.cli.SharedDemoCity;
import io.mujun.dashboards.BundleCompiler;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people write into ledgers and declarations stands on the board as they wrote it. Runs after
 * all that share the city, because it hands in a ledger of its own.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedDemoCity.class)
class LedgerTextIT {
  private static final Path SAMPLES = DemoCity.HOME.resolve("samples/ledgers/2024-11-22");
  private static final String LEDGER = "沁水经开区项目投资台账_2024年11月.csv";
  private static final Charset CHARSET = Charset.forName("GB18030");
  private static final String NAME =
      "<div style=\"position:fixed;top:0;left:0;width:100%;height:100%;background:#fff;"
          + "z-index:9999\">请重新登录</div>";
  private static final String UNIT = "<img src=x onerror=\"document.title='taken'\">保障组";
  private static final String ISSUE = "供电 & <b>供水</b>未到位 &lt;";

  @TempDir private static Path folder;
  private static DemoCity city;

  @BeforeAll
  static void handIn(DemoCity shared) throws IOException {
    city = shared;
    String ledger = Files.readString(SAMPLES.resolve(LEDGER), CHARSET);
    String changed =
        ledger
            .replace("示例煤层气装备制造项目", quoted(NAME))
            .replace("项目审批服务保障组,特种设备运输受限", quoted(UNIT) + "," + quoted(ISSUE));
    assertThat(changed).contains(quoted(NAME), quoted(UNIT), quoted(ISSUE));
    Path file = Files.writeString(folder.resolve(LEDGER), changed, CHARSET);
    city.json(0, "ingest", "ledgers", file.toString(), "--date", "2024-11-26", "--json");
    JsonNode night = city.json(0, "nightly", "--date", "2024-11-26", "--json");
    assertThat(night.path("status").asText()).isEqualTo("published");
  }

  @Test
  void whatALedgerSaysIsTextOnTheBoard() throws SQLException {
    assertThat(
            city.rows(
                "official_jincheng",
                "select project_name, responsible_unit, issue from ads.project_progress"
                    + " where period = date '2024-11-01' and project_name like '<div%'"))
        .containsExactly(NAME + "|" + UNIT + "|" + ISSUE);
    assumeTrue(BoardBrowser.isInstalled(), BoardBrowser.HOW_TO_INSTALL);
    try (BoardBrowser browser =
        new BoardBrowser(city.stack().superset().address(), folder.resolve("profile"))) {
      browser.login("official_jincheng", city.stack().trino().password("official_jincheng"));
      browser.open("zone-overview", 8);
      browser.turnTo("项目清单", 1);
      browser.picture(city.data().resolve("pictures/ledger-text.png"));

      assertThat(browser.cells()).contains(NAME, UNIT, ISSUE, "示例玄武岩纤维制品项目", "≥1,800");
      assertThat(browser.html("td"))
          .noneMatch(html -> html.contains("<div style") || html.contains("<img"));
      assertThat(browser.text()).contains(NAME, UNIT, ISSUE);
      assertThat(browser.title()).doesNotContain("taken");
      assertThat(browser.faults()).isEmpty();
    }
  }

  /** Names of metrics, labels of units and codes are people's writing too. */
  @Test
  void namesWithQuotesAndMarksLeaveTheSqlWhole() throws IOException, SQLException {
    Path warehouse = folder.resolve("warehouse");
    for (String part : List.of("tables", "metrics", "codes", "access")) {
      copy(DemoCity.HOME.resolve("warehouse").resolve(part), warehouse.resolve(part));
    }
    replace(warehouse.resolve("metrics/annual_target.yaml"), "年度投资目标", "年度'<b>投资</b>'目标");
    replace(warehouse.resolve("codes/unit.csv"), "亿元", "亿'<i>元</i>");
    replace(warehouse.resolve("codes/category.csv"), "产业", "产'<i>业</i>");
    var files =
        BundleCompiler.compile(DemoCity.HOME.resolve("dashboards"), new Warehouse(warehouse))
            .files();

    List<String> answers = new ArrayList<>();
    for (String dataset : List.of("zone_metric", "project")) {
      JsonNode asset = new YAMLMapper().readTree(files.get("datasets/mujun/" + dataset + ".yaml"));
      for (JsonNode part : asset.path("metrics")) {
        answers.addAll(answers(asset, part.path("expression").asText()));
      }
      for (JsonNode part : asset.path("columns")) {
        if (part.has("expression")) {
          answers.addAll(answers(asset, part.path("expression").asText()));
        }
      }
    }

    assertThat(answers)
        .anyMatch(text -> text.contains("年度'&lt;b&gt;投资&lt;/b&gt;'目标"))
        .anyMatch(text -> text.contains("亿'&lt;i&gt;元&lt;/i&gt;"))
        .contains("<span>产'&lt;i&gt;业&lt;/i&gt;</span>")
        .noneMatch(text -> text.contains("<b>") || text.contains("<i>"));
  }

  private static List<String> answers(JsonNode dataset, String expression) throws SQLException {
    return city.rows(
        "province",
        "select %s from (%s) where period = date '2024-11-01'"
            .formatted(expression, dataset.path("sql").asText()));
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static void replace(Path file, String old, String replacement) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(old);
    Files.writeString(file, text.replace(old, replacement));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target);
        }
      }
    }
  }
}
