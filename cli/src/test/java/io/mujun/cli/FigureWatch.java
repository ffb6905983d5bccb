package io.mujun.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A reader who asks for the published figures again and again. */
final class FigureWatch implements AutoCloseable {
  private static final String FIGURES =
      """
      select max(publication_id), to_hex(checksum(row(zone_code, metric, period, value)))
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
    try (Connection connection = city.connect(TrinoDoor.DEFAULT_USER);
        Statement statement = connection.createStatement()) {
      do {
        look(statement);
      } while (!isOver.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
      look(statement);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException failed) {
      throw new AssertionError("a reader was refused", failed);
    }
  }

  private void look(Statement statement) throws SQLException {
    String answer = answer(statement);
    if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(answer)) {
      seen.add(answer);
    }
  }

  private static String answer(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(FIGURES)) {
      row.next();
      List<String> cells = new ArrayList<>();
      for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
        cells.add(row.getString(column));
      }
      return String.join("|", cells);
    }
  }

  @Override
  public void close() {
    isOver.countDown();
    reading.join();
  }
}
