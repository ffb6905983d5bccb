package io.mujun.jobs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.SparkSession;

/**
 * Runs queries side by side, one for each core: of small ones most time goes into planning, which
 * takes one core.
 */
public final class SideBySide {
  private SideBySide() {}

  /**
   * What tasks give, in their order; the fault of the first that failed is thrown. None runs on
   * when this ends, however it does.
   *
   * @param session what is active while a task runs
   */
  public static <T> List<T> run(SparkSession session, List<? extends Callable<T>> tasks) {
    int threads = Math.min(tasks.size(), session.sparkContext().defaultParallelism());
    ExecutorService threadPool = Executors.newFixedThreadPool(Math.max(1, threads));
    List<Future<T>> running = new ArrayList<>();
    try {
      for (Callable<T> task : tasks) {
        running.add(threadPool.submit(() -> active(session, task)));
      }
      List<T> given = new ArrayList<>();
      for (Future<T> future : running) {
        given.add(future.get());
      }
      return given;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      running.forEach(future -> future.cancel(false));
      end(threadPool);
    }
  }

  /** A query that is interrupted may leave half of its data behind: what runs comes to its end. */
  private static void end(ExecutorService threadPool) {
    threadPool.shutdown();
    try {
      boolean isEnded = false;
      while (!isEnded) {
        isEnded = threadPool.awaitTermination(1, TimeUnit.MINUTES);
      }
    } catch (InterruptedException interrupted) {
      threadPool.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T active(SparkSession session, Callable<T> task) throws Exception {
    SparkSession.setActiveSession(session);
    try {
      return task.call();
    } finally {
      SparkSession.clearActiveSession();
    }
  }
}
