package io.mujun.catalog.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VolumeTest {
  @ParameterizedTest
  @CsvSource({"0, FEW", "100000, FEW", "100001, MANY", "10000000, MANY"})
  void isToldByTheRecords(long records, Volume volume) {
    assertThat(Volume.of(records)).isEqualTo(volume);
  }

  @Test
  void ofATableThatWasNeverWrittenToIsNothing() {
    assertThat(Volume.records(null)).isZero();
  }
}
