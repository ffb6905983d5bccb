package io.mujun.jobs.model;

import io.mujun.warehouse.Contract;
import java.util.Set;

/**
 * A table that the night computes.
 *
 * @param contract its declaration
 * @param kind where its rows come from
 * @param sql the query, for {@link Kind#QUERY}; else null
 * @param reads names of the tables and views that it reads, as written
 * @param inputs tables it reads, as layer and name; a vintage view counts as its ods table
 * @param definition hash over all that says how it is computed: where it changes, all is recomputed
 * @param dependence whether its rows change with the day alone
 */
public record Model(
    Contract contract,
    Kind kind,
    String sql,
    Set<String> reads,
    Set<String> inputs,
    String definition,
    Dependence dependence) {

  /** Where a model's rows come from. */
  public enum Kind {
    /** {@code model.sql}. */
    QUERY,
    /** A code file, typed by the contract. */
    CODES,
    /** The scopes that zones make up. */
    SCOPES,
    /** The zones of each scope. */
    SCOPE_MEMBERS,
    /** The declarations of the metrics. */
    METRIC_DECLARATIONS,
    /** The targets and thresholds of the metrics. */
    METRIC_JUDGEMENTS,
    /** The metric views, compiled. */
    METRIC_VALUES
  }

  /** Whether the day as at which figures are computed changes them, with no new record. */
  public enum Dependence {
    RECORDS,
    RECORDS_AND_DAY
  }

  public String name() {
    return contract.qualifiedName();
  }
}
