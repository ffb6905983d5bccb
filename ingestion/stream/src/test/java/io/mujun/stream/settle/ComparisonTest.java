package io.mujun.stream.settle;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final BigInteger ONE = BigInteger.ONE;
  private static final BigInteger TWO = BigInteger.TWO;

  @Test
  void namesTheKeysThatDiffer() {
    Comparison comparison =
        Comparison.of("approval_case", Map.of("A", ONE, "B", ONE), 0, Map.of("B", TWO, "C", ONE));
    assertThat(comparison.isEqual()).isFalse();
    assertThat(comparison.missing()).containsExactly("A");
    assertThat(comparison.changed()).containsExactly("B");
    assertThat(comparison.stale()).containsExactly("C");
    assertThat(comparison.isOnlyStale()).isFalse();
  }

  @Test
  void tellsRowsThatAreOnlyStale() {
    Comparison comparison =
        Comparison.of("approval_case", Map.of("A", ONE), 0, Map.of("A", ONE, "B", TWO));
    assertThat(comparison.isOnlyStale()).isTrue();
  }

  @Property
  void doesNotDependOnTheOrderOfRows(@ForAll List<String> rows) {
    RowSetHash forward = new RowSetHash();
    RowSetHash backward = new RowSetHash();
    rows.forEach(row -> forward.add(forward.hash(row)));
    List<String> reversed = new java.util.ArrayList<>(rows);
    Collections.reverse(reversed);
    reversed.forEach(row -> backward.add(backward.hash(row)));
    assertThat(backward.text()).isEqualTo(forward.text());
    assertThat(backward.count()).isEqualTo(rows.size());
  }

  @Property
  void seesAnyRowThatIsMissing(@ForAll List<String> rows) {
    Map<String, BigInteger> there = new LinkedHashMap<>();
    RowSetHash hashing = new RowSetHash();
    for (int i = 0; i < rows.size(); i++) {
      there.put(i + rows.get(i), hashing.hash(i + rows.get(i)));
    }
    Map<String, BigInteger> here = new LinkedHashMap<>(there);
    there.keySet().stream().findFirst().ifPresent(here::remove);
    assertThat(Comparison.of("approval_case", there, 0, here).isEqual()).isEqualTo(rows.isEmpty());
  }
}
