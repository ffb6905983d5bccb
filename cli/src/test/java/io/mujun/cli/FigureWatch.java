package io.mujun.cli;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A reader who asks for the published figures again and again. */
final class FigureWatch implements AutoCloseable {
  private static final String FIGURES =
      """
      select max(publication_id), to_hex(checksum(row(scope_kind, scope_code, metric, period, value)))
      from ads.metric_value
      """;

  /** Between two questions, so that the reader leaves the night some of the machine. */
  private static final int PAUSE_MILLIS = 1000;

  private final CountDownLatch isOver = new CountDownLatch(1);
  private final List<String> seen = new ArrayList<>();
  private final CompletableFuture<Void> reading;

  private FigureWatch(DemoCity city) {
    reading = CompletableFuture.runAsync(() -> read(city));
  }

  static FigureWatch begin(DemoCity city) {
    return new FigureWatch(city);
  }

  /** Ends the watch; returns the different answers in the order in which they were seen. */
  List<String> end() {
    close();
    return List.copyOf(seen);
  }

  private void read(DemoCity city) {
    try {
      do {
        look(city);
      } while (!isOver.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
      look(city);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException failed) {
      throw new AssertionError("a reader was refused", failed);
    }
  }

  private void look(DemoCity city) throws SQLException {
    String answer = city.rows(TrinoDoor.DEFAULT_USER, FIGURES).get(0);
    if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(answer)) {
      seen.add(answer);
    }
  }

  @Override
  public void close() {
    isOver.countDown();
    reading.join();
  }
}
