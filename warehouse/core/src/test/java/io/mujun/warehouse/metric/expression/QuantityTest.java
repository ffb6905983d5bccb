package io.mujun.warehouse.metric.expression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuantityTest {
  private static final Quantity MONEY = Quantity.of("money");

  @Test
  void aUnitMayMeasureOneQuantityOverAnother() {
    assertThat(Quantity.of("money/area")).isEqualTo(MONEY.over(Quantity.of("area")));
    assertThat(Quantity.of("money/area").fits(MONEY)).isFalse();
    assertThat(Quantity.of("money/area").times(Quantity.of("area"))).isEqualTo(MONEY);
  }

  @Test
  void moneyByProjectsIsMoney() {
    assertThat(MONEY.over(Quantity.COUNT)).isEqualTo(MONEY);
  }
}
