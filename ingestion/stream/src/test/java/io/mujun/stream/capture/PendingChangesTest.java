package io.mujun.stream.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PendingChangesTest {
  private static final PendingChanges PENDING = new PendingChanges(5, 100, 2, 130);

  @Test
  void isCoveredByTheEndOfItsLastTransaction() {
    assertThat(PENDING.isCoveredBy(new Reached(130, 0, 0))).isTrue();
    assertThat(PENDING.isCoveredBy(new Reached(120, 115, 1))).isFalse();
  }

  @Test
  void isCoveredByItsLastChangeWithAllThatShareItsPlace() {
    assertThat(PENDING.isCoveredBy(new Reached(120, 100, 2))).isTrue();
    assertThat(PENDING.isCoveredBy(new Reached(120, 100, 1))).isFalse();
  }

  @Test
  void nothingIsCoveredByAnything() {
    assertThat(PendingChanges.NONE.isCoveredBy(new Reached(0, 0, 0))).isTrue();
  }

  @Test
  void ordersPlacesAsPostgresDoes() {
    long beyond = Position.parse("FFFFFFFF/0");
    assertThat(PENDING.isCoveredBy(new Reached(beyond, 0, 0))).isTrue();
    assertThat(Position.text(1, beyond)).isEqualTo("000001-FFFFFFFF00000000.0");
    assertThat(Position.lsn(Position.parse("0/16B3748"))).isEqualTo("0/16B3748");
  }
}
