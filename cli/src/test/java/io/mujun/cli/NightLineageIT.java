package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a night tells those who watch lineage, from a real one. */
@ExtendWith(SharedDemoCity.class)
class NightLineageIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static DemoCity city;

  @TempDir private Path folder;

  @BeforeAll
  static void use(DemoCity shared) {
    city = shared;
  }

  /** A full night computes each model again, and finds what it published. */
  @Test
  void tellsOfEachModelAndItsColumns() throws IOException, SQLException {
    String published =
        city.rows(TrinoDoor.DEFAULT_USER, "select cast(max(as_at) as varchar) from ads.publication")
            .get(0);
    Path file = folder.resolve("lineage.jsonl");
    city.runWith(
        Map.of("MUJUN_OPENLINEAGE", file.toString()),
        ExitCodes.DONE,
        "nightly",
        "--date",
        published,
        "--full");
    List<JsonNode> events = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      events.add(JSON.readTree(line));
    }
    assertThat(summary(events)).startsWith("START nightly").endsWith("COMPLETE nightly");
    assertThat(summary(events))
        .contains(
            "START nightly.dwd.investment_month",
            "COMPLETE nightly.dwd.investment_month",
            "COMPLETE nightly.ads.metric_value");
    JsonNode facts =
        events.stream()
            .filter(event -> summary(event).equals("COMPLETE nightly.dwd.investment_month"))
            .findFirst()
            .orElseThrow();
    assertThat(facts.at("/outputs/0/facets/columnLineage/fields/ytd_investment/inputFields"))
        .extracting(input -> input.path("name").asText() + "." + input.path("field").asText())
        .containsExactly(
            "ods.investment_ledger.ytd_investment", "ods.investment_statistics.ytd_investment");
  }

  private static List<String> summary(List<JsonNode> events) {
    return events.stream().map(NightLineageIT::summary).toList();
  }

  private static String summary(JsonNode event) {
    return event.path("eventType").asText() + " " + event.at("/job/name").asText();
  }
}
