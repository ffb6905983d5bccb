package io.mujun.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BundleComparisonTest {
  private static final String RANKING = "charts/zone-overview/ranking.yaml";
  private final Bundle bundle = Bundle.read(Path.of("bundle"));

  @Test
  void bundleEqualsItself() {
    assertThat(BundleComparison.differences(bundle, bundle)).isEmpty();
  }

  @Test
  void whatTheServerGivesCountsForNothing() {
    SortedMap<String, String> files = new TreeMap<>(bundle.files());
    String chart = files.remove(RANKING);
    files.put(
        "charts/17.yaml",
        chart.replace("\nparams:\n", "\ncertified_by: null\nparams:\n  datasource: 2__table\n"));
    files.merge("metadata.yaml", "timestamp: '2024-11-24T00:00:00+00:00'\n", String::concat);

    assertThat(BundleComparison.differences(bundle, new Bundle(files))).isEmpty();
  }

  @Test
  void eachDifferenceIsToldWithItsPlace() {
    SortedMap<String, String> files = new TreeMap<>(bundle.files());
    files.computeIfPresent(
        RANKING, (name, text) -> text.replace("page_length: 0", "page_length: 25"));
    files.remove("charts/zone-overview/matrix.yaml");

    assertThat(BundleComparison.differences(bundle, new Bundle(files)))
        .hasSize(2)
        .anySatisfy(
            line ->
                assertThat(line).isEqualTo(RANKING + ": /params/page_length: given 0, exported 25"))
        .anySatisfy(
            line -> assertThat(line).startsWith("charts/zone-overview/matrix.yaml: not exported"));
  }
}
