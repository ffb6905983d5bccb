package io.mujun.dashboards.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
  @TempDir private Path folder;

  @Test
  void refusesPagesWithLinksThatLeadNowhere() {
    Site site = new Site();
    site.add("zh/a.html", "<a href=\"b.html#there\">b</a><a href=\"#own\">c</a><i id=\"own\">");
    site.add("zh/b.html", "<p id=\"there\"><a href=\"../style.css\">s</a>");
    site.add("style.css", "");
    assertThat(site.deadLinks()).isEmpty();
    site.add(
        "zh/c.html",
        "<a href=\"gone.html\">1</a><a href=\"b.html#gone\">2</a><a href=\"https://x/\">3</a>");
    assertThat(site.deadLinks())
        .containsExactly(
            "zh/c.html → b.html#gone", "zh/c.html → gone.html", "zh/c.html → https://x/");
    assertThatThrownBy(() -> site.write(folder.resolve("site"), Map.of()))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining("zh/c.html → gone.html");
    assertThat(folder.resolve("site")).doesNotExist();
  }
}
