package io.mujun.stream.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class StreamConfigurationTest {
  private static final String COMPLETE =
      """
      {"source": {"host": "127.0.0.1", "port": 5432, "database": "approvals", "user": "capture",
        "password": "secret"},
       "catalog": {"uri": "jdbc:postgresql://127.0.0.1/c", "user": "u", "password": "secret",
        "warehouse": "file:///w"},
       "warehouseDirectory": "warehouse", "sourcesDirectory": "sources", "stateDirectory": "state",
       "receivedOn": "2024-11-15"}
      """;

  @Test
  void fillsInWhatIsUsual() {
    StreamConfiguration configuration = StreamConfiguration.parse(COMPLETE);
    assertThat(configuration.mode()).isEqualTo(StreamConfiguration.Mode.CATCH_UP);
    assertThat(configuration.checkpointSeconds()).isEqualTo(1);
    assertThat(configuration.receivedOn()).isEqualTo(LocalDate.of(2024, 11, 15));
    assertThat(configuration.source().connection()).isEqualTo("approvals");
    assertThat(configuration.source().slot()).isEqualTo("mujun_capture");
  }

  @Test
  void namesTheKeyAndNoSecret() {
    expect(COMPLETE.replace("receivedOn", "receivedAt"), "receivedAt");
    expect(COMPLETE.replace("stateDirectory", "stateFolder"), "'stateDirectory' is missing");
    expect(COMPLETE.replace("\"user\": \"capture\",", ""), "'source.user' is missing");
    expect(COMPLETE.replace("2024-11-15", "15.11.2024"), "needs the form 2024-11-15");
    expect(COMPLETE.replace("{\"source\"", "{source"), "no valid configuration");
    expect("", "no valid configuration");
  }

  private static void expect(String json, String words) {
    assertThatThrownBy(() -> StreamConfiguration.parse(json))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("secret")
        .extracting(failure -> ((MujunException) failure).code())
        .isEqualTo("CONFIGURATION_INVALID");
  }
}
