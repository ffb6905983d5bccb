package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One user's hold on a server. Opening attaches to the server where it runs and starts it where
 * not; closing stops it when nobody needs it any more.
 */
final class ManagedServer implements AutoCloseable {
  private final Settings settings;
  private final ServerDefinition definition;
  private final Path lease;

  private ManagedServer(Settings settings, ServerDefinition definition, Path lease) {
    this.settings = settings;
    this.definition = definition;
    this.lease = lease;
    Shutdown.register(this);
  }

  /**
   * Attaches or starts, and waits until it answers. A server that was started from something else
   * is started again, unless others are using it: then it is attached to as it is.
   *
   * @throws MujunException PORT_TAKEN or SERVER_START
   */
  static ManagedServer open(Settings settings, ServerDefinition definition) {
    return Mutex.whileHeld(settings, definition.name(), () -> openHeld(settings, definition));
  }

  private static ManagedServer openHeld(Settings settings, ServerDefinition definition) {
    ManagedProcess process = new ManagedProcess(settings, definition.name());
    Lifetime lifetime = new Lifetime(settings, definition.name());
    Optional<ProcessState> running = process.running();
    boolean detached = lifetime.isDetached();
    if (running.isPresent() && isStale(running.get(), definition) && !lifetime.isLeased()) {
      process.stop();
      running = Optional.empty();
    }
    long mark = process.log().length();
    if (running.isEmpty()) {
      lifetime.clear();
      AutoCloseable unfinished = process::stop;
      Shutdown.register(unfinished);
      try {
        process.start(definition);
        process.awaitReady(definition, mark);
      } catch (RuntimeException e) {
        process.stop();
        throw e;
      } finally {
        Shutdown.unregister(unfinished);
      }
      if (detached) {
        lifetime.detach();
      }
    } else {
      process.awaitReady(definition, mark);
    }
    return new ManagedServer(settings, definition, lifetime.lease());
  }

  private static boolean isStale(ProcessState running, ServerDefinition definition) {
    return running.port() != definition.port()
        || !running.fingerprint().equals(definition.fingerprint());
  }

  /** From now on the server runs until it is stopped on purpose. */
  void keepRunning() {
    Mutex.whileHeld(settings, definition.name(), new Lifetime(settings, definition.name())::detach);
  }

  /** Stops a server of this data folder, whoever uses it; does nothing where it does not run. */
  static void stop(Settings settings, String name) {
    if (Files.isDirectory(settings.run())) {
      Mutex.whileHeld(settings, name, () -> stopHeld(settings, name));
    }
  }

  private static void stopHeld(Settings settings, String name) {
    new ManagedProcess(settings, name).stop();
    new Lifetime(settings, name).clear();
  }

  @Override
  public void close() {
    // Registered to the end: a shutdown that comes meanwhile then waits here for the same mutex.
    try {
      Mutex.whileHeld(settings, definition.name(), this::closeHeld);
    } finally {
      Shutdown.unregister(this);
    }
  }

  private void closeHeld() {
    if (Files.exists(lease)) {
      Lifetime lifetime = new Lifetime(settings, definition.name());
      lifetime.release(lease);
      if (!lifetime.isNeeded()) {
        stopHeld(settings, definition.name());
      }
    }
  }
}
