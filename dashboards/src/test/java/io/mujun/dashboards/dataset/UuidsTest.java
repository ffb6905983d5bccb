package io.mujun.dashboards.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UuidsTest {
  @Test
  void identitiesOfPublishedAssetsNeverChange() {
    assertThat(Database.uuid()).isEqualTo("d21f5297-715e-5db3-aa6b-938f03a8fe01");
    assertThat(Uuids.of("dataset", "zone_metric"))
        .hasToString("6070bc77-d683-569a-a292-e05cd00cb8f9");
  }

  @Test
  void anIdentityIsOfVersionFiveAndDiffersByKind() {
    assertThat(Uuids.of("chart", "a").version()).isEqualTo(5);
    assertThat(Uuids.of("chart", "a").variant()).isEqualTo(2);
    assertThat(Uuids.of("chart", "a")).isNotEqualTo(Uuids.of("dashboard", "a"));
  }
}
