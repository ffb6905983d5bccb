package io.mujun.stream.capture;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PositionTest {

  @Property
  void textsStandInTheOrderOfEpochAndLog(
      @ForAll @IntRange(min = 1, max = 999_998) int epoch, @ForAll long one, @ForAll long other) {
    String text = Position.text(epoch, one);
    assertThat(Integer.signum(text.compareTo(Position.text(epoch, other))))
        .isEqualTo(Integer.signum(Long.compareUnsigned(one, other)));
    assertThat(Position.epoch(text)).isEqualTo(epoch);
    assertThat(Position.beginning(epoch + 1)).isGreaterThan(text);
    assertThat(Position.following(epoch, text)).isGreaterThan(text);
    if (one != -1) {
      assertThat(Position.following(epoch, text)).isLessThan(Position.text(epoch, one + 1));
    }
  }

  @Test
  void whatFollowsAnEarlierEpochStandsAtTheBeginning() {
    assertThat(Position.following(2, Position.text(1, 500))).isEqualTo(Position.beginning(2));
    assertThat(Position.following(1, "00000000016B3748.0")).isEqualTo(Position.beginning(1));
    assertThat(Position.following(2, Position.following(2, Position.text(2, 255))))
        .isEqualTo("000002-00000000000000FF.2");
  }
}
