package io.mujun.ingestion.statement;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;

/**
 * One file that was handed over, and what became of it.
 *
 * @param batchId its batch
 * @param source slug of its source; {@code unknown} where none fits
 * @param system name of the county system
 * @param table ods table, or null
 * @param zoneCode zone, or null
 * @param period first day of its period, or null
 * @param file name of the file
 * @param contentHash SHA-256 of its content
 * @param rulesHash fingerprint of the rules by which it was read
 * @param completeness whole, partial or empty; null where it could not be read
 * @param revision original or correction; null where it is not known
 * @param scopes the scopes that it is a statement of; empty where they could not be read
 * @param states what became of it, in order
 */
public record Submission(
    String batchId,
    String source,
    String system,
    String table,
    String zoneCode,
    LocalDate period,
    String file,
    String contentHash,
    @JsonIgnore String rulesHash,
    String completeness,
    String revision,
    @JsonIgnore Set<String> scopes,
    List<Change> states) {

  /**
   * A change of state.
   *
   * @param sequence its place among all changes
   * @param state the state
   * @param on since which day
   * @param at when it was written
   * @param reason why, or null
   */
  public record Change(long sequence, State state, LocalDate on, LocalDateTime at, String reason) {}

  /** Whether it says that there is no record (本月无). */
  @JsonIgnore
  public boolean statesNone() {
    return Completeness.EMPTY.code().equals(completeness);
  }

  /** Whether some of its records are refused. */
  @JsonIgnore
  public boolean isPartial() {
    return Completeness.PARTIAL.code().equals(completeness);
  }

  /** Why it is what it is now, or null. */
  @JsonIgnore
  public String reason() {
    return states.get(states.size() - 1).reason();
  }

  /** The same with other states. */
  Submission with(List<Change> others) {
    return new Submission(
        batchId,
        source,
        system,
        table,
        zoneCode,
        period,
        file,
        contentHash,
        rulesHash,
        completeness,
        revision,
        scopes,
        List.copyOf(others));
  }

  /** What it is now. */
  @JsonIgnore
  public State state() {
    return states.get(states.size() - 1).state();
  }
}
