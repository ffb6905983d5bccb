package io.mujun.stream.source;

import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.warehouse.MujunException;
import java.sql.SQLException;
import java.util.Optional;

/** Says in plain words what a failing source database means. */
public final class SourceFault {
  private SourceFault() {}

  /** The fault that a person can mend, wherever in the chain of causes it stands. */
  public static MujunException explain(Throwable failure, StreamConfiguration.Source source) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MujunException known) {
        return known;
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        Optional<MujunException> known = explain(sql, source);
        if (known.isPresent()) {
          return known.get();
        }
      }
    }
    return new MujunException(
        "STREAM_FAILED", "The stream failed: " + rootMessage(failure), failure);
  }

  private static Optional<MujunException> explain(
      SQLException failure, StreamConfiguration.Source source) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String database = "%s:%d/%s".formatted(source.host(), source.port(), source.database());
    return Optional.ofNullable(
        switch (state) {
          case "28P01", "28000" ->
              new MujunException(
                  "SOURCE_PASSWORD_REFUSED",
                  "The database %s refused user '%s' or its password. Correct them in the secrets file."
                      .formatted(database, source.user()),
                  failure);
          case "3D000" ->
              new MujunException(
                  "SOURCE_DATABASE_MISSING",
                  "The server has no database %s.".formatted(database),
                  failure);
          case "55006" ->
              new MujunException(
                  "SLOT_IN_USE",
                  "The replication slot '%s' of %s is in use: %s. Another stream runs on it; stop that one first."
                      .formatted(source.slot(), database, failure.getMessage()),
                  failure);
          case "42501" ->
              new MujunException(
                  "SOURCE_RIGHT_MISSING",
                  "User '%s' lacks a right in %s: %s. It needs LOGIN, REPLICATION and SELECT on the captured tables."
                      .formatted(source.user(), database, failure.getMessage()),
                  failure);
          default ->
              state.startsWith("08") || state.startsWith("57P")
                  ? new MujunException(
                      "SOURCE_UNREACHABLE",
                      "The database %s does not answer: %s. Check host, port and that it runs, then start again; nothing is lost."
                          .formatted(database, failure.getMessage()),
                      failure)
                  : null;
        });
  }

  public static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
