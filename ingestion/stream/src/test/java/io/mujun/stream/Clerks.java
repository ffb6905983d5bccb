package io.mujun.stream;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.postgresql.PGConnection;

/**
 * Two clerks who keep changing cases, each with cases of their own, in transactions that overlap.
 * Each update counts the promised days of a case up by one, so that a change lost or told twice
 * shows.
 */
final class Clerks implements AutoCloseable {
  private static final int CASES = 20;
  private static final int COPIED = 30;
  private static final int PAUSE_MILLIS = 20;

  private final ScheduledExecutorService schedule = Executors.newScheduledThreadPool(2);
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private final AtomicInteger copied = new AtomicInteger();
  private final List<Future<?>> work = new ArrayList<>();
  private final List<Connection> connections = new ArrayList<>();

  Clerks(County county, long seed) throws SQLException {
    for (String clerk : List.of("X", "Y")) {
      Connection connection = county.connect();
      connection.setAutoCommit(false);
      connections.add(connection);
      Random random = new Random(seed + clerk.charAt(0));
      work.add(
          schedule.scheduleWithFixedDelay(
              () -> work(connection, clerk, random), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }
  }

  /** Cases of both clerks, each with no promised days. */
  static void openCases(County county) throws SQLException {
    county.execute(
        "insert into sp_bj (bjbh, xzqdm, sxbm, sxmc, sqrxm, sqrzjh, sltd, slrq, zt, cnqx)"
            + " select clerk || number, '140821', '000104001000', '企业投资项目备案', '示例甲',"
            + " '11010519491231002X', '网上', date '2024-11-01', '办理中', 0"
            + " from unnest(array['X', 'Y']) as clerk, generate_series(1, "
            + CASES
            + ") as number");
  }

  private void work(Connection connection, String clerk, Random random) {
    if (failure.get() != null) {
      return;
    }
    try {
      for (int i = random.nextInt(4); i >= 0; i--) {
        change(
            connection,
            "update sp_bj set cnqx = cnqx + 1 where bjbh = ?",
            clerk + (1 + random.nextInt(CASES)));
      }
      String pause = clerk + "-pause-" + random.nextInt(5);
      change(connection, "delete from sp_tc where bjbh = ?", pause);
      if (random.nextBoolean()) {
        change(
            connection,
            "insert into sp_tc (bjbh, xh, xzqdm, lx, ksrq) values (?, 1, '140821', '听证',"
                + " '2024-11-02')",
            pause);
      }
      if (random.nextInt(4) == 0) {
        copyCommitments(connection, clerk);
      }
      if (random.nextInt(10) == 0) {
        connection.rollback();
      } else {
        connection.commit();
      }
    } catch (SQLException failed) {
      failure.compareAndSet(null, failed);
    }
  }

  /** Rows that are copied together share one place in the log. */
  private void copyCommitments(Connection connection, String clerk) throws SQLException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < COPIED; i++) {
      rows.append(clerk)
          .append(copied.incrementAndGet())
          .append("\t140821\t2408-140821-04-01-000001\t示例项目\t000104001000\t事项\t2024-11-01\n");
    }
    try {
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy sp_cnz (cnbh, xzqdm, xmdm, xmmc, sxbm, sxmc, cnrq) from stdin",
              new StringReader(rows.toString()));
    } catch (IOException failed) {
      throw new SQLException(failed);
    }
  }

  private static void change(Connection connection, String sql, String key) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      statement.execute();
    }
  }

  /** Lets them go home; fails where one of them failed. */
  @Override
  public void close() throws SQLException {
    work.forEach(task -> task.cancel(false));
    schedule.shutdown();
    try {
      if (!schedule.awaitTermination(10, TimeUnit.SECONDS)) {
        throw new AssertionError("A clerk does not stop.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    for (Connection connection : connections) {
      connection.close();
    }
    if (failure.get() != null) {
      throw new AssertionError("A clerk failed.", failure.get());
    }
  }
}
