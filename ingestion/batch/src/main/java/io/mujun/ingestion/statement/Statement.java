package io.mujun.ingestion.statement;

import java.time.LocalDate;
import java.util.Set;

/**
 * A statement that was read, as far as its place among others is concerned.
 *
 * @param batchId its batch
 * @param file name of the file
 * @param table ods table
 * @param scopes the scopes that it is a whole of
 * @param period first day of its period, or null
 * @param denied the scopes whose records it would take away by saying that there is none
 * @param revision whether it says that it corrects another one
 * @param completeness whether all its records could be taken
 * @param prior what is known of the same content, handed over before; null where it is new
 */
public record Statement(
    String batchId,
    String file,
    String table,
    Set<String> scopes,
    LocalDate period,
    Set<String> denied,
    Revision revision,
    Completeness completeness,
    Submission prior) {

  public Statement {
    scopes = Set.copyOf(scopes);
    denied = Set.copyOf(denied);
  }

  /** The statement that a submission in force is. */
  public static Statement standing(Submission inForce) {
    return new Statement(
        inForce.batchId(),
        inForce.file(),
        inForce.table(),
        inForce.scopes(),
        inForce.period(),
        Set.of(),
        Revision.of(inForce.revision()),
        Completeness.of(inForce.completeness()),
        inForce);
  }

  /** Whether just this content holds already: it is said again, and nothing changes. */
  boolean isInForce() {
    return prior != null && prior.state() == State.IN_FORCE;
  }

  /** Whether the statement that holds is of a later period. */
  boolean isOlderThan(Head standing) {
    return period != null && standing.period() != null && period.isBefore(standing.period());
  }
}
