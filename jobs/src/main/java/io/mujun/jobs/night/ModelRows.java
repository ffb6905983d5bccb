package io.mujun.jobs.night;

import io.mujun.jobs.metric.JudgementRows;
import io.mujun.jobs.metric.MetricRows;
import io.mujun.jobs.metric.MetricValues;
import io.mujun.jobs.metric.ScopeRows;
import io.mujun.jobs.model.Model;
import io.mujun.jobs.slice.ComputedRows;
import io.mujun.jobs.slice.Need;
import io.mujun.jobs.slice.Slices;
import io.mujun.jobs.sql.Inputs;
import io.mujun.jobs.sql.TextRows;
import io.mujun.jobs.sql.Views;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Metrics;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows that a model says, wherever they come from. */
final class ModelRows {
  private final SparkSession session;
  private final Warehouse warehouse;
  private final Metrics metrics;
  private final Units units;
  private final MetricValues values;
  private final Views views;
  private final LocalDate asAt;
  private final Map<String, Object> parameters;

  private ModelRows(
      SparkSession session,
      Warehouse warehouse,
      Metrics metrics,
      Units units,
      MetricValues values,
      Views views,
      LocalDate asAt) {
    this.session = session;
    this.warehouse = warehouse;
    this.metrics = metrics;
    this.units = units;
    this.values = values;
    this.views = views;
    this.asAt = asAt;
    this.parameters = Map.of("as_at", asAt);
  }

  /**
   * The rows of models as at a day.
   *
   * @param session where tables that are not received are read, and views are made
   * @param inputs what was received
   * @param records how many records a table has
   */
  static ModelRows of(
      SparkSession session,
      Warehouse warehouse,
      Contracts contracts,
      Metrics metrics,
      LocalDate asAt,
      Inputs inputs,
      ToLongFunction<String> records) {
    Units units = warehouse.units();
    Views views = new Views(session, contracts, asAt, inputs, records);
    Views.codes(session, warehouse.codes());
    MetricValues values =
        new MetricValues(session, warehouse, contracts, metrics, asAt, views, inputs);
    return new ModelRows(session, warehouse, metrics, units, values, views, asAt);
  }

  /** Makes those of the named views that are not there yet. */
  void require(Collection<String> names) {
    views.require(names);
  }

  /**
   * The rows that are needed.
   *
   * @throws MujunException {@code MODEL_INVALID} where Spark refuses the model's query
   */
  ComputedRows of(Model model, Need need) {
    if (model.kind() == Model.Kind.METRIC_VALUES) {
      return values.rows(need);
    }
    Slices slices = slices(need);
    return new ComputedRows(
        rows(model, slices), slices.condition(model.contract()), ComputedRows.Extent.WHOLE_SLICES);
  }

  /** A model whose rows depend on the day is computed anew on a later one. */
  private static Slices slices(Need need) {
    return need.since() == null ? need.slices() : Slices.all();
  }

  private Dataset<Row> rows(Model model, Slices slices) {
    views.require(
        model.reads(), table -> slices.project(table.propertiesByName().keySet()).condition(table));
    return switch (model.kind()) {
      case QUERY -> query(model);
      case CODES -> {
        CodeTable codes =
            CodeTable.read(warehouse.codes().resolve(model.contract().codes() + ".csv"));
        yield TextRows.of(session, codes.columns(), codes.rows());
      }
      case SCOPES -> rows(ScopeRows.scopes(warehouse.scopes()));
      case SCOPE_MEMBERS -> rows(ScopeRows.members(warehouse.scopes()));
      case METRIC_DECLARATIONS -> rows(MetricRows.of(metrics, units, asAt));
      case METRIC_JUDGEMENTS ->
          TextRows.of(session, JudgementRows.COLUMNS, JudgementRows.of(metrics));
      case METRIC_VALUES -> throw new IllegalArgumentException(model.name());
    };
  }

  private Dataset<Row> rows(List<Map<String, String>> rows) {
    return TextRows.of(session, List.copyOf(rows.get(0).keySet()), rows);
  }

  private Dataset<Row> query(Model model) {
    try {
      return session.sql(model.sql(), parameters);
    } catch (Exception invalid) {
      throw new MujunException(
          "MODEL_INVALID",
          "tables/%s/%s/model.sql: %s"
              .formatted(model.contract().layer(), model.contract().name(), invalid.getMessage()),
          invalid);
    }
  }
}
