package io.mujun.ingestion.exchange;

import io.mujun.warehouse.MujunException;
import java.sql.SQLException;
import java.util.Locale;

/** What can be wrong with a source database, in words. */
public enum ExchangeFault {
  SOURCE_PASSWORD_REFUSED(
      "refused user or password",
      "Correct its entry in connections.yaml, or the secret that it names."),
  SOURCE_DATABASE_MISSING("has no such database", "Correct its entry in connections.yaml."),
  SOURCE_UNREACHABLE(
      "does not answer",
      "Check that it is up, and its host and port in connections.yaml, then ingest again; nothing was lost."),
  SOURCE_TABLE_MISSING("has no table %s", "Ask the provider, or correct 'source_table'."),
  SOURCE_RIGHT_MISSING("does not let this user read %s", "Ask the provider to grant select."),
  SOURCE_FAILED("failed on %s", "Nothing half-read is visible; ingest again.");

  private final String what;
  private final String mend;

  ExchangeFault(String what, String mend) {
    this.what = what;
    this.mend = mend;
  }

  /** The fault of a database in words, as the signs of its dialect tell. */
  static MujunException of(Dialect dialect, String database, String table, SQLException failed) {
    String state = failed.getSQLState() == null ? "" : failed.getSQLState();
    String message = String.valueOf(failed.getMessage());
    String said = message.lines().findFirst().orElse("").strip();
    ExchangeFault fault =
        dialect.faults().stream()
            .filter(
                signs ->
                    signs.states().stream().anyMatch(state::startsWith)
                        || signs.numbers().contains(failed.getErrorCode())
                        || signs.words().stream().anyMatch(message::contains))
            .map(Dialect.FaultSigns::code)
            .findFirst()
            .orElse(state.isEmpty() ? SOURCE_UNREACHABLE : SOURCE_FAILED);
    return new MujunException(
        fault.name(),
        "The source database '%s' %s (%s%s). %s"
            .formatted(
                database,
                fault.what.formatted(table),
                fault == SOURCE_FAILED ? "SQL state " + state.toUpperCase(Locale.ROOT) + ", " : "",
                said,
                fault.mend),
        failed);
  }
}
