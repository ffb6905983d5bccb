package io.mujun.jobs.night;

import io.mujun.catalog.FencingToken;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.Table;
import org.apache.spark.sql.SparkSession;

/**
 * The branch of each table on which one night writes, and which it reads before main. No two nights
 * have one name for it, so that none writes into what another publishes.
 *
 * @param name the branch's name
 */
record AuditBranch(String name) {
  private static final String PREFIX = "audit";

  static AuditBranch of(FencingToken turn) {
    return new AuditBranch(PREFIX + "_" + turn.number());
  }

  /** Lets the session write to and read from this branch. */
  void use(SparkSession session) {
    session.conf().set("spark.wap.branch", name);
  }

  /** The branches of a table that nights have left, in whose name there may be no turn. */
  static Set<String> in(Table table) {
    return table.refs().keySet().stream()
        .filter(branch -> branch.startsWith(PREFIX))
        .collect(Collectors.toSet());
  }
}
