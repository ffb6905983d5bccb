package io.mujun.ingestion.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChangePositionTest {
  private static final String PRINT = "0123456789abcdef";

  @Property
  void orderOfTextsIsThatOfPositions(
      @ForAll @IntRange(min = 0, max = 3) int second,
      @ForAll @IntRange(min = 0, max = 3) int otherSecond,
      @ForAll @IntRange(min = 1, max = 99_999_999) int batch,
      @ForAll @IntRange(min = 1, max = 99_999_999) int otherBatch,
      @ForAll @IntRange(min = 1, max = 999_999_999) int place,
      @ForAll @IntRange(min = 1, max = 999_999_999) int otherPlace) {
    ChangePosition one = at(second, batch, place);
    ChangePosition other = at(otherSecond, otherBatch, otherPlace);
    assertThat(Integer.signum(one.toString().compareTo(other.toString())))
        .isEqualTo(Integer.signum(one.compareTo(other)));
    assertThat(one.toString()).hasSameSizeAs(other.toString());
    assertThat(ChangePosition.parse(one.toString())).isEqualTo(one);
  }

  @Property
  void positionWithoutABatchComesBeforeOneOfTheSameTimeWithOne(
      @ForAll @IntRange(min = 1, max = 999_999_999) int place,
      @ForAll @IntRange(min = 1, max = 99_999_999) int batch) {
    String former = "2024-11-14 10:00:00.000000#%09d".formatted(place);
    assertThat(former).isLessThan(at(0, batch, 1).toString());
    assertThat(ChangePosition.parse(former)).isLessThan(at(0, batch, 1));
  }

  @Test
  void operationWithoutATimeComesLast() {
    ChangePosition unknown = new ChangePosition(null, 1, 1, PRINT);
    assertThat(unknown.toString()).isGreaterThan(at(0, 1, 1).toString());
    assertThat(unknown).isGreaterThan(at(0, 1, 1));
    assertThat(ChangePosition.parse(unknown.toString())).isEqualTo(unknown);
  }

  private static ChangePosition at(int second, long batch, long place) {
    return new ChangePosition(LocalDateTime.of(2024, 11, 14, 10, 0, second), batch, place, PRINT);
  }
}
