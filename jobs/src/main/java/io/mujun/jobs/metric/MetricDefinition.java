package io.mujun.jobs.metric;

import io.mujun.jobs.sql.SqlRelations;
import io.mujun.jobs.sql.Views;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import java.util.ArrayList;
import java.util.List;

/** The queries of the metric views, the same on whatever day and of whatever records. */
public final class MetricDefinition {
  private MetricDefinition() {}

  /**
   * The queries of all views: their facts, their statements, and their measures by zone and by
   * scope.
   */
  public static List<String> queries(Metrics metrics, Contracts contracts) {
    List<String> queries = new ArrayList<>();
    for (MetricView view : metrics.views()) {
      MetricSql.Reporting reporting = MetricSql.Reporting.of(view, contracts);
      for (Spine spine : List.of(Spine.ZONES, Spine.SCOPES)) {
        MetricSql sql = new MetricSql(view, reporting, spine, view.measures());
        if (!sql.isEmpty()) {
          queries.add(sql.query());
          queries.add(sql.facts(source(view, contracts), completeness(view, contracts)));
          if (view.statements() != null) {
            queries.add(sql.stated(VintageSql.STATEMENTS));
          }
        }
      }
    }
    return queries;
  }

  /** The view's source, with facts as known on the day. */
  static String source(MetricView view, Contracts contracts) {
    return relations(view).renamed(name -> Views.known(contracts, name));
  }

  /** What the view's query reads, as written. */
  static SqlRelations relations(MetricView view) {
    return SqlRelations.parse(view.query(), "metrics/" + view.name() + ".yaml");
  }

  /** Facts that a table of statements gives say whether theirs holds as a whole. */
  static String completeness(MetricView view, Contracts contracts) {
    return contracts.contains(view.source())
            && contracts.table(view.source()).property(VintageSql.COMPLETENESS).isPresent()
        ? "source." + VintageSql.COMPLETENESS
        : "null";
  }
}
