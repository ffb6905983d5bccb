package io.mujun.jobs.lineage;

import io.mujun.jobs.model.Model;
import io.mujun.jobs.model.Models;
import io.mujun.jobs.sql.Sql;
import io.mujun.jobs.sql.SqlRelations;
import io.mujun.jobs.sql.ViewName;
import io.mujun.jobs.sql.Views;
import io.mujun.jobs.sql.VintageSql;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.ColumnUse;
import io.mujun.warehouse.lineage.DatasetLineage;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The lineage of all that is declared. */
public final class DeclaredLineage {
  /** The rows of the metric table hold what the metrics are. */
  private static final Set<String> FIGURES = Set.of("value", "numerator", "denominator", "bound");

  /** No row is read: any day will do. */
  private static final Map<String, Object> PARAMETERS = Map.of("as_at", LocalDate.EPOCH);

  private final SparkSession session;
  private final Warehouse warehouse;
  private final Contracts contracts;
  private final Metrics metrics;
  private final Map<String, String> datasetsByRelation = new HashMap<>();
  private final Map<String, DatasetLineage> datasets = new TreeMap<>();

  private DeclaredLineage(SparkSession session, Warehouse warehouse) {
    this.session = session;
    this.warehouse = warehouse;
    this.contracts = warehouse.contracts();
    this.metrics = warehouse.metrics();
  }

  /**
   * Analyses every model and every metric, in a session beside the given one.
   *
   * @throws io.mujun.warehouse.MujunException what declarations and models throw
   */
  public static Lineage of(SparkSession session, Warehouse warehouse) {
    DeclaredLineage lineage = new DeclaredLineage(session.newSession(), warehouse);
    lineage.read();
    return new Lineage(lineage.datasets);
  }

  private void read() {
    Views.codes(session, warehouse.codes());
    List<Model> models = new Models(warehouse, contracts, metrics).read().ordered();
    contracts.all().forEach(this::stand);
    models.forEach(model -> views(model.reads()));
    for (Model model : models) {
      model(model);
    }
    for (MetricView view : metrics.views()) {
      for (Measure measure : view.measures()) {
        datasets.put(Lineage.metric(measure.name()), metric(view, measure));
      }
    }
  }

  /** Makes the empty relation that stands for a table. */
  private void stand(Contract contract) {
    StructType columns =
        StructType.fromDDL(
            contract.properties().stream()
                .map(property -> Sql.name(property.name()) + " " + property.type().sql())
                .collect(Collectors.joining(", ")));
    String relation = relation(contract.qualifiedName());
    session.createDataFrame(List.of(), columns).createOrReplaceTempView(relation);
    datasetsByRelation.put(relation, contract.qualifiedName());
  }

  /** Makes the views that queries read besides tables, over those relations. */
  private void views(Collection<String> names) {
    for (String name : names) {
      ViewName.of(name)
          .ifPresent(
              view -> {
                if (view.kind() == ViewName.Kind.CODE) {
                  datasetsByRelation.put(name, Lineage.codes(view.subject()));
                } else {
                  session.sql(query(view), PARAMETERS).createOrReplaceTempView(name);
                }
              });
    }
  }

  private String query(ViewName view) {
    Contract contract = contracts.table(view.table());
    String records = relation(view.table());
    String statements = relation(VintageSql.STATEMENTS);
    return switch (view.kind()) {
      case VINTAGE, WHOLE_VINTAGE -> VintageSql.of(contract, records, statements);
      case SAID -> VintageSql.said(contract, records, statements);
      case KNOWN -> Views.knownQuery(records);
      case CODE -> throw new IllegalArgumentException(view.name());
    };
  }

  private void model(Model model) {
    switch (model.kind()) {
      case QUERY -> datasets.put(model.name(), analysed(model.sql(), model.name()));
      case CODES -> datasets.put(model.name(), codes(model.contract()));
      case METRIC_VALUES -> datasets.put(model.name(), figures(model.contract()));
      case SCOPES, SCOPE_MEMBERS, METRIC_DECLARATIONS, METRIC_JUDGEMENTS -> {
        // Made of declarations, which are no tables.
      }
    }
  }

  private DatasetLineage codes(Contract contract) {
    Map<String, List<ColumnInput>> columns = new LinkedHashMap<>();
    for (String column :
        CodeTable.read(warehouse.codes().resolve(contract.codes() + ".csv")).columns()) {
      columns.put(
          column,
          List.of(new ColumnInput(Lineage.codes(contract.codes()), column, ColumnUse.IDENTITY)));
    }
    return new DatasetLineage(columns, List.of());
  }

  private DatasetLineage figures(Contract contract) {
    List<ColumnInput> all =
        metrics.measures().stream()
            .map(
                measure ->
                    new ColumnInput(
                        Lineage.metric(measure.name()), Lineage.VALUE, ColumnUse.IDENTITY))
            .sorted()
            .toList();
    Map<String, List<ColumnInput>> columns = new LinkedHashMap<>();
    contract.properties().stream()
        .filter(property -> FIGURES.contains(property.name()))
        .forEach(property -> columns.put(property.name(), all));
    return new DatasetLineage(columns, List.of());
  }

  private DatasetLineage metric(MetricView view, Measure measure) {
    Set<ColumnInput> value = new TreeSet<>();
    Set<ColumnInput> rows = new TreeSet<>();
    measure
        .metrics()
        .forEach(
            taken ->
                value.add(
                    new ColumnInput(
                        Lineage.metric(taken), Lineage.VALUE, ColumnUse.TRANSFORMATION)));
    List<Expression> aggregates =
        Stream.of(measure.numerator(), measure.denominator())
            .filter(Objects::nonNull)
            .filter(expression -> expression.metrics().isEmpty())
            .toList();
    if (!aggregates.isEmpty()) {
      DatasetLineage aggregated =
          measured(view, aggregates, "group by lineage_zone, lineage_time", measure);
      aggregated.columns().values().forEach(value::addAll);
      rows.addAll(aggregated.rows());
      List<Expression> bounds =
          Stream.of(measure.numeratorBound(), measure.denominatorBound())
              .filter(Objects::nonNull)
              .toList();
      if (!bounds.isEmpty()) {
        measured(view, bounds, "", measure)
            .columns()
            .values()
            .forEach(
                inputs -> inputs.forEach(input -> value.add(input.used(ColumnUse.CONDITIONAL))));
      }
    }
    return new DatasetLineage(Map.of(Lineage.VALUE, List.copyOf(value)), List.copyOf(rows));
  }

  /** Analyses expressions over the rows that a view lets through. */
  private DatasetLineage measured(
      MetricView view, List<Expression> expressions, String grouping, Measure measure) {
    String place = "metric " + measure.name();
    String source =
        SqlRelations.parse(view.query(), place).renamed(name -> Views.known(contracts, name));
    views(SqlRelations.parse(source, place).names());
    List<String> selected = new ArrayList<>();
    for (Expression expression : expressions) {
      selected.add(SparkSql.print(expression) + " as part_" + selected.size());
    }
    return analysed(
        """
        select %s
        from (
          select source.*, %s as lineage_zone, %s as lineage_time, date '1970-01-01' as month_end
          from (
        %s
          ) as source
        ) as facts
        where %s
        %s
        """
            .formatted(
                String.join(", ", selected),
                SparkSql.print(view.zone()),
                SparkSql.print(view.time()),
                source,
                view.filter() == null ? "true" : SparkSql.print(view.filter()),
                grouping),
        place);
  }

  private DatasetLineage analysed(String sql, String place) {
    String renamed =
        SqlRelations.parse(sql, place)
            .renamed(name -> contracts.contains(name) ? relation(name) : name);
    return PlanLineage.of(
        session.sql(renamed, PARAMETERS).queryExecution().analyzed(), datasetsByRelation);
  }

  private static String relation(String table) {
    return "lineage_of_" + table.replace('.', '_');
  }
}
