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
 * @param reach whether its scope is of its period alone
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
    Reach reach,
    Revision revision,
    Completeness completeness,
    Submission prior) {

  /** What a scope holds. */
  public enum Reach {
    /** The records of one period. */
    ONE_PERIOD,
    /** Those of all times: each statement says them anew. */
    ALL_PERIODS
  }

  public Statement {
    scopes = Set.copyOf(scopes);
  }

  /** The statement that a submission in force is. */
  public static Statement standing(Submission inForce) {
    return new Statement(
        inForce.batchId(),
        inForce.file(),
        inForce.table(),
        inForce.scopes(),
        inForce.period(),
        Reach.ONE_PERIOD,
        Revision.of(inForce.revision()),
        Completeness.of(inForce.completeness()),
        inForce);
  }

  /** Whether just this content holds already: it is said again, and nothing changes. */
  boolean isInForce() {
    return prior != null && prior.state() == State.IN_FORCE;
  }

  /** Whether it says that there never was a record. */
  boolean deniesAll() {
    return completeness == Completeness.EMPTY && reach == Reach.ALL_PERIODS;
  }

  /** Whether the statement that holds is of a later period. */
  boolean isOlderThan(Head standing) {
    return period != null && standing.period() != null && period.isBefore(standing.period());
  }
}
