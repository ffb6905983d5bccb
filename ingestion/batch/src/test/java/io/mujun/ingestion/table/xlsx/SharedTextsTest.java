package io.mujun.ingestion.table.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedTextsTest {
  @Test
  void escapedCharactersAreReadOnce() {
    assertThat(SharedTexts.unescaped("甲_x000D__x005F_x0041_")).isEqualTo("甲\r_x0041_");
  }
}
