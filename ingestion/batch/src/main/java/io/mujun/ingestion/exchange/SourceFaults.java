package io.mujun.ingestion.exchange;

import io.mujun.warehouse.MujunException;
import java.sql.SQLException;
import java.util.Locale;

/** Words what a source database answers, by the SQL state that all databases share. */
final class SourceFaults {
  private SourceFaults() {}

  static MujunException of(String database, String table, SQLException failed) {
    String state = failed.getSQLState() == null ? "" : failed.getSQLState();
    String said = failed.getMessage().lines().findFirst().orElse("").strip();
    if (state.startsWith("28")) {
      return fault(
          "SOURCE_PASSWORD_REFUSED",
          database,
          "refused user or password",
          said,
          "Correct its entry in connections.yaml, or the secret that it names.",
          failed);
    }
    if (state.equals("3D000")) {
      return fault(
          "SOURCE_DATABASE_MISSING",
          database,
          "has no such database",
          said,
          "Correct its entry in connections.yaml.",
          failed);
    }
    if (state.startsWith("08") || state.startsWith("57") || state.isEmpty()) {
      return fault(
          "SOURCE_UNREACHABLE",
          database,
          "does not answer",
          said,
          "Check that it is up, and its host and port in connections.yaml, then ingest again; nothing was lost.",
          failed);
    }
    if (state.equals("42P01") || state.equals("42S02")) {
      return fault(
          "SOURCE_TABLE_MISSING",
          database,
          "has no table " + table,
          said,
          "Ask the provider, or correct 'source_table'.",
          failed);
    }
    if (state.equals("42501")) {
      return fault(
          "SOURCE_RIGHT_MISSING",
          database,
          "does not let this user read " + table,
          said,
          "Ask the provider to grant select.",
          failed);
    }
    return fault(
        "SOURCE_FAILED",
        database,
        "failed on " + table,
        "SQL state " + state.toUpperCase(Locale.ROOT) + ", " + said,
        "Nothing half-read is visible; ingest again.",
        failed);
  }

  private static MujunException fault(
      String code, String database, String what, String said, String mend, SQLException cause) {
    return new MujunException(
        code, "The source database '%s' %s (%s). %s".formatted(database, what, said, mend), cause);
  }
}
