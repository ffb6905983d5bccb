package io.mujun.cli.trace;

import io.mujun.catalog.CatalogView;
import io.mujun.catalog.CatalogView.Column;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The views that take the last publication's numbers apart: one of each metric, named as it is, and
 * one over all of them. Their queries are those of {@code mujun trace}, over the tables as they
 * stand.
 *
 * @param views what is to stand in the schema {@link Contracts#TRACE}
 * @param untraced metric without a view → why
 */
public record TraceViews(List<CatalogView> views, Map<String, String> untraced) {
  /** The day as known on which the last publication's numbers were computed. */
  private static final String LATEST =
      "(select max_by(as_at, published_at) from " + Contracts.PUBLICATION + ")";

  private static final String ALL = Contracts.TRACE + ".number_row";
  private static final PhysicalType SHARE = new PhysicalType(PhysicalType.Kind.DECIMAL, 38, 6);
  private static final PhysicalType DAY = new PhysicalType(PhysicalType.Kind.DATE, 0, 0);

  /** The columns that tell of which number a row is, and what it adds to it. */
  private static final List<Column> NUMBER =
      List.of(
          text("scope_kind", "范围类别"),
          text("scope_code", "范围代码"),
          new Column("period", DAY, "月份"),
          new Column("numerator_share", SHARE, "分子中的份额"),
          new Column("denominator_share", SHARE, "分母中的份额"));

  private static final Column RECORDS = text("traced_records", "所据记录（JSON）");

  /** How a query calls what a view calls otherwise. */
  private static final Map<String, String> OF_NUMBER =
      Map.of("scope_kind", "number_kind", "scope_code", "number_code", "period", "number_period");

  private static final Map<String, String> PART =
      Map.of(
          "part_kind", "范围类别",
          "part_code", "范围代码",
          "part_metric", "指标",
          "part_value", "值",
          "part_unit", "单位");

  /** The place of a record, as a reader finds it. */
  private static final String PLACE =
      """
      array_join(transform(slice(flatten(
            cast(json_parse(traced_records) as array(array(map(varchar, varchar))))
          ), 1, 5), record -> coalesce(
            element_at(record, 'source_file')
              || coalesce(' ' || element_at(record, 'source_sheet'), '')
              || coalesce(' 第' || element_at(record, 'source_row') || '行', ''),
            element_at(record, 'source_database') || '.' || element_at(record, 'source_table')
              || coalesce(' ' || element_at(record, 'source_key'), ''),
            element_at(record, 'system'))), '；')""";

  /** The views that the declarations call for. */
  public static TraceViews of(Warehouse declared) {
    Metrics metrics = declared.metrics();
    Contracts contracts = declared.contracts();
    List<CatalogView> views = new ArrayList<>();
    List<String> branches = new ArrayList<>();
    Map<String, String> untraced = new TreeMap<>();
    for (MetricView view : metrics.views()) {
      for (Measure measure : view.measures()) {
        try {
          TraceSql sql = new TraceSql(view, measure, metrics, contracts, LATEST);
          Map<String, Column> facts = facts(sql, labels(view, contracts));
          views.add(view(measure, sql, facts));
          branches.add(branch(measure, facts));
        } catch (MujunException unprintable) {
          if (!unprintable.code().equals("TRACE_UNPRINTABLE")) {
            throw unprintable;
          }
          untraced.put(measure.name(), unprintable.getMessage());
        }
      }
    }
    views.add(all(declared.views().table(ALL), branches));
    return new TraceViews(List.copyOf(views), untraced);
  }

  private static CatalogView view(Measure measure, TraceSql sql, Map<String, Column> facts) {
    List<Column> columns = new ArrayList<>();
    List<String> selected = new ArrayList<>();
    for (Column column : NUMBER) {
      add(column, OF_NUMBER.getOrDefault(column.name(), column.name()), columns, selected);
    }
    facts.forEach((name, column) -> add(column, name, columns, selected));
    add(RECORDS, RECORDS.name(), columns, selected);
    return new CatalogView(
        Contracts.TRACE,
        measure.name(),
        "%s：最新发布的每一个数由哪些行构成。".formatted(measure.displayName()),
        columns,
        sql.all(selected));
  }

  private static void add(Column column, String from, List<Column> columns, List<String> selected) {
    columns.add(column);
    selected.add("cast(%s as %s) as %s".formatted(from, sql(column.type()), column.name()));
  }

  /** The columns of the facts by their names there; one that a number has too is called after. */
  private static Map<String, Column> facts(TraceSql sql, Map<String, String> labels) {
    Set<String> taken = NUMBER.stream().map(Column::name).collect(Collectors.toSet());
    Map<String, Column> facts = new LinkedHashMap<>();
    sql.types()
        .forEach(
            (name, type) ->
                facts.put(
                    name,
                    new Column(
                        taken.contains(name) ? "fact_" + name : name,
                        type,
                        labels.getOrDefault(name, name))));
    return facts;
  }

  private static Map<String, String> labels(MetricView view, Contracts contracts) {
    Map<String, String> labels = new LinkedHashMap<>(PART);
    if (contracts.contains(view.source())) {
      for (Property property : contracts.table(view.source()).properties()) {
        labels.put(property.name(), property.label());
      }
    }
    return labels;
  }

  private static String branch(Measure measure, Map<String, Column> facts) {
    String fact =
        facts.values().stream()
            .map(
                column ->
                    "'%s=' || cast(%s as varchar)"
                        .formatted(column.comment().replace("'", "''"), column.name()))
            .collect(Collectors.joining(", ", "concat_ws('，', ", ")"));
    return """
        select
          cast('%1$s' as varchar) as metric,
          %2$s,
          cast(%3$s as varchar) as fact,
          cast(%4$s as varchar) as record_place,
          traced_records
        from %5$s.%1$s
        """
        .formatted(
            measure.name(),
            NUMBER.stream().map(Column::name).collect(Collectors.joining(", ")),
            fact,
            PLACE,
            Contracts.TRACE);
  }

  private static CatalogView all(Contract contract, List<String> branches) {
    List<Column> columns =
        contract.properties().stream()
            .map(property -> new Column(property.name(), property.type(), property.label()))
            .toList();
    return new CatalogView(
        contract.layer(),
        contract.name(),
        contract.label() + "：" + contract.description().strip(),
        columns,
        "select %s from (\n%s) as row_of_number\n"
            .formatted(
                columns.stream().map(Column::name).collect(Collectors.joining(", ")),
                String.join("union all\n", branches)));
  }

  private static String sql(PhysicalType type) {
    return switch (type.kind()) {
      case STRING -> "varchar";
      case TIMESTAMP -> "timestamp(6)";
      default -> type.sql();
    };
  }

  private static Column text(String name, String label) {
    return new Column(name, new PhysicalType(PhysicalType.Kind.STRING, 0, 0), label);
  }
}
