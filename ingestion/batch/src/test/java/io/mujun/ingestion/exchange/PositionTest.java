package io.mujun.ingestion.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PositionTest {
  private static final String PRINT = "0123456789abcdef";

  @Property
  void orderOfTextsIsThatOfPositions(
      @ForAll @IntRange(min = 0, max = 3) int second,
      @ForAll @IntRange(min = 0, max = 3) int otherSecond,
      @ForAll @IntRange(min = 1, max = 99_999_999) int batch,
      @ForAll @IntRange(min = 1, max = 99_999_999) int otherBatch,
      @ForAll @IntRange(min = 1, max = 999_999_999) int place,
      @ForAll @IntRange(min = 1, max = 999_999_999) int otherPlace) {
    Position one = at(second, batch, place);
    Position other = at(otherSecond, otherBatch, otherPlace);
    assertThat(Integer.signum(one.toString().compareTo(other.toString())))
        .isEqualTo(Integer.signum(one.compareTo(other)));
    assertThat(one.toString()).hasSameSizeAs(other.toString());
    assertThat(Position.parse(one.toString())).isEqualTo(one);
  }

  @Property
  void positionWithoutABatchComesBeforeOneOfTheSameTimeWithOne(
      @ForAll @IntRange(min = 1, max = 999_999_999) int place,
      @ForAll @IntRange(min = 1, max = 99_999_999) int batch) {
    String former = "2024-11-14 10:00:00.000000#%09d".formatted(place);
    assertThat(former).isLessThan(at(0, batch, 1).toString());
    assertThat(Position.parse(former)).isLessThan(at(0, batch, 1));
  }

  @Test
  void operationWithoutATimeComesLast() {
    Position unknown = new Position(null, 1, 1, PRINT);
    assertThat(unknown.toString()).isGreaterThan(at(0, 1, 1).toString());
    assertThat(unknown).isGreaterThan(at(0, 1, 1));
    assertThat(Position.parse(unknown.toString())).isEqualTo(unknown);
  }

  private static Position at(int second, long batch, long place) {
    return new Position(LocalDateTime.of(2024, 11, 14, 10, 0, second), batch, place, PRINT);
  }
}
