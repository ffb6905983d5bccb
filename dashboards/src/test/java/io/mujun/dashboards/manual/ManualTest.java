package io.mujun.dashboards.manual;

import static io.mujun.warehouse.lineage.ColumnUse.AGGREGATION;
import static io.mujun.warehouse.lineage.ColumnUse.CONDITIONAL;
import static io.mujun.warehouse.lineage.ColumnUse.IDENTITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.dashboards.bulletin.Published;
import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.ColumnUse;
import io.mujun.warehouse.lineage.DatasetLineage;
import io.mujun.warehouse.lineage.Lineage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManualTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final String HOSTILE = "<script>alert(1)</script>\"'&<b>";
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ANCHOR = Pattern.compile("\\bid=\"([^\"]*)\"");
  private static final Lineage LINEAGE =
      new Lineage(
          Map.of(
              Lineage.metric("investment_ledger"),
              new DatasetLineage(
                  Map.of(
                      Lineage.VALUE,
                      List.of(
                          input("dwd.investment_month", "ytd_investment", AGGREGATION),
                          input("dwd.investment_month", "ytd_investment_bound", CONDITIONAL))),
                  List.of(input("dwd.investment_month", "series", ColumnUse.FILTER))),
              "dwd.investment_month",
              new DatasetLineage(
                  Map.of(
                      "ytd_investment",
                      List.of(input("ods.investment_ledger", "ytd_investment", IDENTITY))),
                  List.of(input("dim.project_reference", "zone_code", ColumnUse.JOIN)))));
  private static final Published PUBLISHED =
      new Published(
          "2024-11-24.1",
          LocalDate.of(2024, 11, 24),
          LocalDate.of(2024, 11, 1),
          Map.of("140821", Map.of("staff_headcount", "41人")),
          Map.of(
              "investment_ledger",
              new Published.Version(
                  2, "abc123", "2024-11-17.1", LocalDate.of(2024, 11, 17), "公式变更")));

  @TempDir private static Path folder;
  private static Map<String, String> pages;

  @BeforeAll
  static void write() {
    pages = write(HOME, folder.resolve("site"), PUBLISHED);
  }

  /** Every link of every page leads to a page that is there, and to a place on it. */
  @Test
  void noLinkIsDead() {
    Set<String> dead = new TreeSet<>();
    int links = 0;
    for (Map.Entry<String, String> page : pages.entrySet()) {
      for (String address : found(ADDRESS, page.getValue())) {
        links++;
        String[] parts = address.split("#", 2);
        Path file = Path.of(page.getKey());
        String target =
            parts[0].isEmpty()
                ? page.getKey()
                : file.resolveSibling(URLDecoder.decode(parts[0], StandardCharsets.UTF_8))
                    .normalize()
                    .toString();
        boolean isThere =
            parts.length == 1
                ? Files.isRegularFile(folder.resolve("site").resolve(target))
                : found(ANCHOR, pages.getOrDefault(target, "")).contains(parts[1]);
        if (!isThere) {
          dead.add(page.getKey() + " → " + address);
        }
      }
    }
    assertThat(dead).isEmpty();
    assertThat(links).isGreaterThan(5_000);
  }

  @Test
  void everyPageIsThereInBothLanguages() {
    Set<String> chinese = of("zh/");
    assertThat(of("en/")).isEqualTo(chinese);
    Declared declared = new Declared(HOME);
    assertThat(chinese)
        .hasSize(7 + declared.metrics().measures().size() + declared.contracts().all().size());
    pages.forEach(
        (name, page) -> {
          if (name.contains("/")) {
            String other = name.startsWith("zh/") ? "../en/" : "../zh/";
            assertThat(page)
                .as(name)
                .contains("href=\"" + other + name.substring(3) + "\"")
                .contains("<html lang=\"" + (name.startsWith("zh/") ? "zh-CN" : "en") + "\">");
          }
        });
  }

  @Test
  void nothingIsFetchedFromElsewhere() {
    assertThat(pages)
        .allSatisfy(
            (name, page) ->
                assertThat(page)
                    .doesNotContainPattern("(?:href|src)=\"(?:[a-z]+:)?//")
                    .doesNotContain("url(", "@import"));
  }

  @Test
  void tellsOfAMetricAllThatIsDeclared() {
    assertThat(pages.get("zh/metric-investment_ledger.html"))
        .contains(
            "固定资产投资（台账）",
            "sum(ytd_investment)",
            "万元 <code>CNY_10K</code>",
            "越大越好",
            "未报送",
            "series = &#39;ledger&#39;",
            "trace.investment_ledger",
            "第 2 版（abc123），自 2024-11-17 的发布 2024-11-17.1 起用于整个序列：公式变更",
            "开发区重点工作周通报",
            "指标一览（指标 × 示范区）",
            "every_metric.yaml",
            "table-dwd.investment_month.html#column-ytd_investment");
    assertThat(pages.get("zh/metric-schedule_attainment_rate.html"))
        .contains("项目约定（达到序时为绿、九成以上为黄）", ">100<", ">90<", "一直");
    assertThat(pages.get("zh/metric-standard_land_share_by_count.html")).contains("工业类");
    assertThat(pages.get("en/metric-investment_ledger.html"))
        .contains("Investment ledger", "<span lang=\"zh-CN\">公式：台账中各项目本年累计投资之和");
  }

  @Test
  void tellsOfATableAllThatIsDeclared() {
    assertThat(pages.get("zh/table-ods.approval_case.html"))
        .contains("个人信息", "留首尾", "留两端", "县级行政审批系统", "bjbh", "id=\"column-case_number\"");
    assertThat(pages.get("zh/table-ods.investment_ledger.html"))
        .contains(
            "示范区 × 统计月 × 项目",
            "一年各月逐月重列",
            "沁水经济技术开发区投资台账",
            "industry</code>",
            "ytd_investment_bound");
    assertThat(pages.get("zh/table-dwd.investment_month.html"))
        .contains("ods.investment_ledger.ytd_investment", "vintage_investment_ledger")
        .contains("<svg");
  }

  @Test
  void showsEachMechanismWithWhatIsPublished() {
    String page = pages.get("zh/coverage.html");
    assertThat(found(ANCHOR, page)).contains("LY1", "LY15", "QS6", "LS6", "LC7", "LU9");
    assertThat(page).contains("41人", "2024-11-24.1", "<code>LY2.1</code>");
  }

  @Test
  void saysThatItHasNoFiguresWhereNoWarehouseRuns() {
    Map<String, String> without = write(HOME, folder.resolve("without"), null);
    assertThat(without.get("zh/coverage.html")).contains("生成时仓库没有运行").doesNotContain("41人");
    assertThat(without.get("en/index.html")).contains("No warehouse was running");
    assertThat(without.get("en/metric-investment_ledger.html")).contains("see dim.metric_version");
  }

  /** What a declaration says is text, wherever it stands. */
  @Test
  void escapesWhatDeclarationsSay() throws IOException {
    Path home = folder.resolve("home");
    for (String part : List.of("warehouse", "ingestion", "dashboards", "samples")) {
      copy(HOME.resolve(part), home.resolve(part));
    }
    String quoted = "'" + HOSTILE.replace("'", "''") + "'";
    replace(
        home.resolve("warehouse/tables/ods/investment_ledger/contract.odcs.yaml"),
        "businessName: 本年累计投资\n",
        "businessName: " + quoted + "\n");
    replace(
        home.resolve("warehouse/metrics/investment_ledger.yaml"),
        "display_name: 固定资产投资（台账）",
        "display_name: " + quoted);
    replace(
        home.resolve("dashboards/boards/overview.yaml"),
        "title: 指标一览（指标 × 示范区）",
        "title: " + quoted);
    replace(home.resolve("ingestion/sources/approval_case.yaml"), "县级行政审批系统", quoted);
    replace(home.resolve("warehouse/coverage.yaml"), "zh: 班子任期制", "zh: " + quoted);
    Map<String, String> doctored = write(home, folder.resolve("doctored"), null);
    String escaped = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;b&gt;";
    assertThat(doctored)
        .allSatisfy(
            (name, page) -> assertThat(page).doesNotContain("<script>alert", "alert(1)</script>"));
    for (String page :
        List.of(
            "zh/metric-investment_ledger.html",
            "zh/table-ods.investment_ledger.html",
            "zh/sources.html",
            "zh/coverage.html",
            "en/metrics.html")) {
      assertThat(doctored.get(page)).as(page).contains(escaped);
    }
    assertThat(Files.readString(folder.resolve("doctored/zh/entries.js")))
        .startsWith("window.manualEntries = [[")
        .contains("alert(1)")
        .doesNotContain("</script>");
  }

  @Test
  void takesTheFolderOfAnEarlierManualAndNoOther() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    Path file = Files.writeString(other.resolve("thesis.txt"), "mine");
    assertThatThrownBy(() -> write(HOME, other, null))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining("Name a new folder");
    assertThat(file).hasContent("mine");
    Path again = folder.resolve("again");
    write(HOME, again, null);
    Files.writeString(again.resolve("zh/metric-gone.html"), "of an earlier declaration");
    assertThat(write(HOME, again, null)).doesNotContainKey("zh/metric-gone.html");
  }

  private static Map<String, String> write(Path home, Path to, Published published) {
    new Manual(new Declared(home), LINEAGE, Map.of("land_to_start_days", "a median"), published)
        .write(to);
    Map<String, String> read = new TreeMap<>();
    try (Stream<Path> files = Files.walk(to)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".html")).toList()) {
        read.put(to.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return read;
  }

  private static Set<String> of(String language) {
    return pages.keySet().stream()
        .filter(name -> name.startsWith(language))
        .map(name -> name.substring(language.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> found(Pattern pattern, String page) {
    List<String> found = new ArrayList<>();
    for (Matcher matcher = pattern.matcher(page); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String path = from.relativize(file).toString();
        boolean declares =
            !path.matches("(.*/)?(target|src)/.*") && path.matches(".*\\.(yaml|csv|sql)");
        if (declares) {
          Path copied = to.resolve(path);
          Files.createDirectories(copied.getParent());
          Files.copy(file, copied);
        }
      }
    }
  }

  private static void replace(Path file, String text, String by) throws IOException {
    String before = Files.readString(file);
    assertThat(before).contains(text);
    Files.writeString(file, before.replace(text, by));
  }

  private static ColumnInput input(String dataset, String column, ColumnUse use) {
    return new ColumnInput(dataset, column, use);
  }
}
