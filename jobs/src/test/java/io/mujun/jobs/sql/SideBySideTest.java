package io.mujun.jobs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.jobs.LocalSpark;
import io.mujun.warehouse.MujunException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class SideBySideTest {
  private final SparkSession session = LocalSpark.session();

  @Test
  void givesWhatTasksGiveInTheirOrder() {
    List<Callable<Long>> tasks =
        IntStream.range(0, 9)
            .<Callable<Long>>mapToObj(
                rows -> () -> session.sql("select * from range(%d)".formatted(rows)).count())
            .toList();
    assertThat(SideBySide.run(session, tasks)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(SideBySide.run(session, List.of())).isEmpty();
  }

  @Test
  void aTaskComesToItsEndThoughAnotherFails() {
    CountDownLatch failing = new CountDownLatch(1);
    AtomicBoolean isInterrupted = new AtomicBoolean();
    AtomicBoolean isEnded = new AtomicBoolean();
    List<Callable<Long>> tasks =
        List.of(
            () -> {
              failing.countDown();
              throw new MujunException("CHECK_INVALID", "示例");
            },
            () -> {
              failing.await();
              long rows = session.sql("select sum(id) from range(200000)").count();
              isInterrupted.set(Thread.currentThread().isInterrupted());
              isEnded.set(true);
              return rows;
            });
    assertThatThrownBy(() -> SideBySide.run(session, tasks))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("CHECK_INVALID"));
    assertThat(isEnded).isTrue();
    assertThat(isInterrupted).isFalse();
  }
}
