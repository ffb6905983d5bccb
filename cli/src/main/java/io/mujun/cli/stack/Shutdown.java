package io.mujun.cli.stack;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What must be closed when this process is told to end (Ctrl-C, SIGTERM), the newest first. What
 * has been closed in the ordinary way is taken off.
 */
final class Shutdown {
  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static boolean hooked;

  private Shutdown() {}

  static synchronized void register(AutoCloseable resource) {
    if (!hooked) {
      Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::closeAll, "mujun-shutdown"));
      hooked = true;
    }
    OPEN.push(resource);
  }

  static synchronized void unregister(AutoCloseable resource) {
    OPEN.remove(resource);
  }

  private static synchronized AutoCloseable next() {
    return OPEN.poll();
  }

  private static void closeAll() {
    for (AutoCloseable resource = next(); resource != null; resource = next()) {
      try {
        resource.close();
      } catch (Exception e) {
        System.err.println("mujun: " + e.getMessage());
      }
    }
  }
}
