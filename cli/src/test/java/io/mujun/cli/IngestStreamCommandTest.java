package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class IngestStreamCommandTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void oneDatabaseThatFailsIsToldWithoutHidingTheOthers() throws Exception {
    JsonNode done = JSON.readTree("{\"read\": 2, \"accepted\": 2, \"reconciliation\": \"equal\"}");
    JsonNode refused = JSON.readTree("{\"read\": 2, \"accepted\": 1, \"refused\": 1}");
    JsonNode failed = JSON.readTree("{\"code\": \"SOURCE_SHRUNK\", \"message\": \"Check it.\"}");
    assertThat(IngestStreamCommand.exitCode(List.of(done))).isEqualTo(ExitCodes.DONE);
    assertThat(IngestStreamCommand.exitCode(List.of(done, refused))).isEqualTo(ExitCodes.REFUSED);
    assertThat(IngestStreamCommand.exitCode(List.of(failed, refused, done)))
        .isEqualTo(ExitCodes.FAILED);
    assertThat(IngestStreamCommand.lines("county_b", failed))
        .isEqualTo("county_b: failed SOURCE_SHRUNK: Check it.");
    assertThat(IngestStreamCommand.lines("county_a", done))
        .isEqualTo("county_a: read 2, accepted 2, refused 0, warned 0; against the source: equal");
  }
}
