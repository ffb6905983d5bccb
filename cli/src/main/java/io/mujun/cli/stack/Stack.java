package io.mujun.cli.stack;

import io.mujun.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The servers that a command uses. PostgreSQL runs from the start; Trino and Superset are attached
 * to or started when they are first asked for. Closing lets go of all: what nobody else needs, and
 * {@link #keepRunning} was not asked of, is stopped.
 *
 * <p>Not for several threads.
 */
public final class Stack implements AutoCloseable {
  private final Settings settings;
  private final Warehouse warehouse;
  private final Progress progress;
  private final PostgresServer postgres;
  private TrinoServer trino;
  private SupersetServer superset;

  private Stack(
      Settings settings, Warehouse warehouse, Progress progress, PostgresServer postgres) {
    this.settings = settings;
    this.warehouse = warehouse;
    this.progress = progress;
    this.postgres = postgres;
  }

  /**
   * Attaches to PostgreSQL or starts it.
   *
   * @param progress told what takes a while
   * @throws io.mujun.warehouse.MujunException as {@link PostgresServer#open}
   */
  public static Stack open(Settings settings, Progress progress) {
    return new Stack(
        settings,
        new Warehouse(settings.home().resolve("warehouse")),
        progress,
        PostgresServer.open(settings));
  }

  public PostgresServer postgres() {
    return postgres;
  }

  /**
   * Trino, started on first use.
   *
   * @throws io.mujun.warehouse.MujunException as {@link TrinoServer#open}
   */
  public TrinoServer trino() {
    if (trino == null) {
      trino = TrinoServer.open(settings, postgres, warehouse, progress);
    }
    return trino;
  }

  /**
   * Superset with the declared users and boards, installed and started on first use, and Trino,
   * which it asks. The tables that the boards show must exist.
   *
   * @throws io.mujun.warehouse.MujunException as {@link SupersetServer#open}
   */
  public SupersetServer superset() {
    if (superset == null) {
      superset = SupersetServer.open(settings, postgres, trino(), warehouse.access(), progress);
    }
    return superset;
  }

  /**
   * Finds or installs the programs of all servers, so that what is missing is said before any of
   * them is started.
   *
   * @throws io.mujun.warehouse.MujunException JDK_25_MISSING, JDK_UNFIT, and as {@link
   *     SupersetEnvironment#ensure}
   */
  public void requirePrograms() {
    Jdks.of(settings).forTrino();
    SupersetServer.install(settings, progress);
  }

  /** From now on the servers in use here run until {@link #stop}. */
  public void keepRunning() {
    postgres.keepRunning();
    if (trino != null) {
      trino.keepRunning();
    }
    if (superset != null) {
      superset.keepRunning();
    }
  }

  /**
   * Stops all servers of the data folder.
   *
   * @throws io.mujun.warehouse.MujunException LOCKED where a command is writing, DATA_UNWRITABLE,
   *     DATA_NOT_YOURS
   */
  public static void stop(Settings settings) {
    DataFolder.requireUsable(settings);
    WriteLock.requireFree(settings, "down");
    ManagedServer.stop(settings, SupersetServer.NAME);
    ManagedServer.stop(settings, TrinoServer.NAME);
    PostgresServer.stop(settings);
  }

  /**
   * The servers of the data folder as they are now.
   *
   * @throws io.mujun.warehouse.MujunException DATA_UNWRITABLE or DATA_NOT_YOURS
   */
  public static List<ServiceStatus> status(Settings settings) {
    DataFolder.requireUsable(settings);
    List<ServiceStatus> all = new ArrayList<>();
    Optional<Postmaster> postgres = PostgresServer.running(settings);
    all.add(
        new ServiceStatus(
            PostgresServer.NAME,
            state(postgres.isPresent(), () -> postgres.orElseThrow().isReady()),
            postgres.map(running -> running.identity().pid()).orElse(0L),
            "jdbc:postgresql://127.0.0.1:%d/"
                .formatted(postgres.map(Postmaster::port).orElse(settings.postgresPort())),
            LogFile.of(settings, PostgresServer.NAME).path().toString()));
    all.add(
        managed(
            settings,
            TrinoServer.NAME,
            "https://localhost:" + settings.trinoPort(),
            () -> TrinoServer.answers(settings)));
    all.add(
        managed(
            settings,
            SupersetServer.NAME,
            "http://127.0.0.1:%d/".formatted(settings.supersetPort()),
            () -> SupersetServer.answers(settings.supersetPort())));
    return List.copyOf(all);
  }

  private static ServiceStatus managed(
      Settings settings, String name, String address, BooleanSupplier ready) {
    ManagedProcess process = new ManagedProcess(settings, name);
    Optional<ProcessState> running = process.running();
    return new ServiceStatus(
        name,
        state(running.isPresent(), ready),
        running.map(state -> state.identity().pid()).orElse(0L),
        address,
        process.log().path().toString());
  }

  private static ServiceStatus.State state(boolean running, BooleanSupplier ready) {
    if (!running) {
      return ServiceStatus.State.STOPPED;
    }
    return ready.getAsBoolean() ? ServiceStatus.State.READY : ServiceStatus.State.STARTING;
  }

  @Override
  public void close() {
    try {
      if (superset != null) {
        superset.close();
      }
    } finally {
      try {
        if (trino != null) {
          trino.close();
        }
      } finally {
        postgres.close();
      }
    }
  }
}
