package io.mujun.stream.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.record.value.DatabaseCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RepeatFilterTest {
  /**
   * A log of transactions that overlap is cut anywhere and told again from the end of the last
   * whole transaction: together both runs pass each change once, in order.
   */
  @Property
  void passesEachChangeOnce(@ForAll("logs") List<List<LogChange>> log, @ForAll int seed) {
    List<LogChange> all = log.stream().flatMap(List::stream).toList();
    int cut = Math.floorMod(seed, all.size() + 1);
    RepeatFilter first = new RepeatFilter(LastChange.NONE);
    List<LogChange> passed = new ArrayList<>(all.subList(0, cut));
    assertThat(passed).allMatch(first::passes);
    RepeatFilter second = new RepeatFilter(first.last());
    fromTheTransactionAt(log, cut).stream().filter(second::passes).forEach(passed::add);
    assertThat(passed).containsExactlyElementsOf(all);
  }

  /** The connector tells the last transaction again where it does not know that it is whole. */
  private static List<LogChange> fromTheTransactionAt(List<List<LogChange>> log, int cut) {
    int before = 0;
    for (int i = 0; i < log.size(); i++) {
      before += log.get(i).size();
      if (before >= cut) {
        return log.subList(i, log.size()).stream().flatMap(List::stream).toList();
      }
    }
    return List.of();
  }

  @Provide
  Arbitrary<List<List<LogChange>>> logs() {
    return Arbitraries.integers()
        .between(0, 3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(
            transactions -> {
              List<List<LogChange>> log = new ArrayList<>();
              for (int number = 0; number < transactions.size(); number++) {
                List<LogChange> changes = new ArrayList<>();
                long position = (long) (transactions.size() - number) * 2;
                for (int step : transactions.get(number)) {
                  position += step;
                  changes.add(change(number, position, changes.size()));
                }
                log.add(changes);
              }
              return log;
            });
  }

  @Test
  void passesAllWhereTheLastTransactionIsNotToldAgain() {
    RepeatFilter filter = new RepeatFilter(new LastChange(7, 100, 1));
    assertThat(filter.passes(change(8, 90, 0))).isTrue();
    assertThat(filter.passes(change(8, 95, 1))).isTrue();
    assertThat(filter.last()).isEqualTo(new LastChange(8, 95, 1));
  }

  private static LogChange change(long transaction, long position, int number) {
    return new LogChange(
        "public.sp_bj",
        Operation.INSERT,
        transaction,
        position,
        Map.of("number", DatabaseCells.cell("number", number)),
        Map.of());
  }
}
