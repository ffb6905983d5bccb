package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps two threads or processes from starting or stopping one server at once. Held only while a
 * server changes its state, and freed by the system when its holder dies.
 */
final class Mutex {
  private static final Map<Path, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Mutex() {}

  /**
   * Runs an action while nobody else acts on that service of this data folder.
   *
   * @throws MujunException STACK_BUSY where another one acts on it for long
   */
  static <T> T whileHeld(Settings settings, String service, Supplier<T> action) {
    Path file = settings.run().resolve(service + ".mutex");
    ReentrantLock thread = OF_THIS_PROCESS.computeIfAbsent(file, path -> new ReentrantLock());
    try {
      if (!thread.tryLock(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw busy(service);
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        // The lock ends with its channel.
        if (Wait.until(() -> isLocked(channel), LIMIT, PAUSE) == Wait.Outcome.LIMIT_REACHED) {
          throw busy(service);
        }
        return action.get();
      } finally {
        thread.unlock();
      }
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy(service);
    }
  }

  static void whileHeld(Settings settings, String service, Runnable action) {
    whileHeld(
        settings,
        service,
        () -> {
          action.run();
          return action;
        });
  }

  private static boolean isLocked(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MujunException busy(String service) {
    return new MujunException(
        "STACK_BUSY",
        "Another mujun command has been starting or stopping %s for a long while. Look for it with ps, and try again when it has ended."
            .formatted(service));
  }
}
