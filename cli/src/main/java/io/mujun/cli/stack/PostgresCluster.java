package io.mujun.cli.stack;

import io.mujun.warehouse.FileTrees;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of PostgreSQL's data: made whole or not at all, and configured before each start.
 *
 * @param settings where it lies
 */
record PostgresCluster(Settings settings) {
  static final String USER = "mujun";
  static final String SECRET = "postgres";

  private static final String CONFIGURATION =
      """
      # Written by mujun before each start: changes here are lost.
      listen_addresses = '127.0.0.1'
      port = %d
      unix_socket_directories = ''
      password_encryption = scram-sha-256

      # A commit that was answered survives a crash of the machine.
      fsync = on
      synchronous_commit = on
      full_page_writes = on

      # Change data capture reads the log.
      wal_level = logical
      max_replication_slots = 10
      max_wal_senders = 10

      # One machine, shared with Spark and Trino.
      max_connections = 100
      shared_buffers = 64MB
      max_wal_size = 512MB
      io_method = sync
      max_parallel_workers_per_gather = 0
      jit = off

      timezone = 'Asia/Shanghai'
      log_timezone = 'Asia/Shanghai'
      log_line_prefix = '%%m [%%p] '
      """;
  private static final String CONNECTIONS =
      """
      # Written by mujun: nothing but the loopback address, and that with a password.
      host all all 127.0.0.1/32 scram-sha-256
      host replication all 127.0.0.1/32 scram-sha-256
      """;

  Path folder() {
    return settings.data().resolve("postgres");
  }

  /**
   * Makes the cluster where there is none, and writes its configuration.
   *
   * @throws MujunException POSTGRES_VERSION or POSTGRES_DAMAGED where the folder is not one that
   *     can be started, POSTGRES_START where it cannot be made
   */
  void prepare(PostgresPrograms programs) {
    try {
      if (!Files.exists(folder()) || isEmpty()) {
        initialise(programs);
      }
      checkVersion();
      Files.writeString(
          folder().resolve("mujun.conf"), CONFIGURATION.formatted(settings.postgresPort()));
      Files.writeString(folder().resolve("pg_hba.conf"), CONNECTIONS);
      if (!new Secrets(settings).contains(SECRET)) {
        replacePassword(programs);
      }
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    }
  }

  private boolean isEmpty() throws IOException {
    if (!Files.isDirectory(folder())) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder())) {
      return files.findAny().isEmpty();
    }
  }

  private void checkVersion() throws IOException {
    Path file = folder().resolve("PG_VERSION");
    if (!Files.isRegularFile(file) || !Files.isDirectory(folder().resolve("global"))) {
      throw new MujunException(
          "POSTGRES_DAMAGED",
          "%s is not a whole PostgreSQL data folder (PG_VERSION or global is missing). Restore it from a backup, or move it away to start with an empty one."
              .formatted(folder()));
    }
    String version = Files.readString(file).strip();
    if (!version.equals(PostgresPrograms.MAJOR)) {
      throw new MujunException(
          "POSTGRES_VERSION",
          "The data in %s were written by PostgreSQL %s, and this is PostgreSQL %s. Dump them with the old version and load them with this one, or move the folder away to start with an empty one."
              .formatted(folder(), version, PostgresPrograms.MAJOR));
    }
  }

  private void initialise(PostgresPrograms programs) throws IOException {
    Path draft = settings.data().resolve("postgres.new");
    FileTrees.delete(draft);
    Secrets secrets = new Secrets(settings);
    secrets.secret(SECRET);
    LogFile log = LogFile.of(settings, PostgresServer.NAME);
    ProgramRun run =
        ProgramRun.of(
            programs.command(
                "initdb",
                List.of(
                    "--pgdata=" + draft,
                    "--username=" + USER,
                    "--pwfile=" + secrets.file(SECRET),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--no-instructions")),
            log);
    if (run.exit() != 0) {
      throw PostgresServer.failed(settings, "its data folder cannot be made", run.output());
    }
    Files.writeString(
        draft.resolve("postgresql.conf"), "include = 'mujun.conf'\n", StandardOpenOption.APPEND);
    Files.deleteIfExists(folder());
    Files.move(draft, folder(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Where the password was lost, whoever may write to the data folder may set another one. */
  private void replacePassword(PostgresPrograms programs) throws IOException {
    Secrets secrets = new Secrets(settings);
    Path statement = Files.createTempFile(settings.secrets(), ".postgres", ".sql");
    try {
      Files.writeString(
          statement, "alter role %s password '%s'\n".formatted(USER, secrets.secret(SECRET)));
      ProgramRun run =
          ProgramRun.of(
              programs.command(
                  "postgres", List.of("--single", "-D", folder().toString(), "postgres")),
              statement,
              LogFile.of(settings, PostgresServer.NAME));
      if (run.exit() != 0 || run.output().contains("ERROR")) {
        Files.deleteIfExists(secrets.file(SECRET));
        throw PostgresServer.failed(settings, "a lost password cannot be replaced", run.output());
      }
    } finally {
      Files.deleteIfExists(statement);
    }
  }
}
