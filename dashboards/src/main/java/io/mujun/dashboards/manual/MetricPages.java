package io.mujun.dashboards.manual;

import io.mujun.dashboards.bulletin.Published;
import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.dashboards.manual.declared.WorkedExample;
import io.mujun.dashboards.manual.drawing.DiagramLayout;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.metric.Additivity;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the pages of metrics, in one language. */
final class MetricPages {
  private final Declared declared;
  private final Lineage lineage;
  private final Map<String, String> untraced;
  private final Published published;
  private final Map<String, String> texts;
  private final PageLinks links;
  private final LineageDiagrams diagrams;

  /**
   * @param untraced metric without a trace view → why
   * @param published null where no warehouse is running
   */
  MetricPages(
      Declared declared,
      Lineage lineage,
      Map<String, String> untraced,
      Published published,
      Language language) {
    this.declared = declared;
    this.lineage = lineage;
    this.untraced = untraced;
    this.published = published;
    this.texts = PageTexts.in(language);
    this.links = new PageLinks(declared, language);
    this.diagrams = new LineageDiagrams(declared, lineage, language);
  }

  MetricPage page(Measure measure) {
    MetricView view = declared.viewOf(measure);
    return new MetricPage(
        declared.title(measure),
        measure,
        declared.units().unit(measure.unit(), measure.name()),
        view.name(),
        declared.commentOf(view),
        formula(view, measure),
        view.statements() == null ? null : links.table(view.statements()),
        Additivity.addsUp(measure, declared.metrics()) ? "totals_add_up" : "totals_anew",
        measure.applicableClasses().stream().map(declared::zoneClass).toList(),
        measure.nullReason() == null ? null : declared.label("null_reason", measure.nullReason()),
        measure.metrics().stream().map(links::metric).toList(),
        takenBy(measure),
        declared.showingsOfMetric(measure.name()),
        version(measure),
        untraced.get(measure.name()),
        inputs(
            lineage
                .of(Lineage.metric(measure.name()))
                .columns()
                .getOrDefault(Lineage.VALUE, List.of())),
        inputs(lineage.of(Lineage.metric(measure.name())).rows()),
        DiagramLayout.of(diagrams.ofMetric(measure)),
        DiagramLayout.of(diagrams.ofMetricColumns(measure)),
        examples(measure));
  }

  private String version(Measure measure) {
    Published.Version version = published == null ? null : published.versions().get(measure.name());
    return version == null
        ? null
        : texts
            .get("version_text")
            .formatted(
                version.number(),
                version.identifier(),
                version.since(),
                version.publication(),
                version.change());
  }

  private static Map<String, String> formula(MetricView view, Measure measure) {
    Map<String, String> formula = new LinkedHashMap<>();
    put(formula, "numerator", measure.numerator());
    put(formula, "denominator", measure.denominator());
    put(formula, "expression", measure.expression());
    put(formula, "numerator_bound", measure.numeratorBound());
    put(formula, "denominator_bound", measure.denominatorBound());
    formula.put("source", view.source());
    put(formula, "filter", view.filter());
    put(formula, "zone", view.zone());
    put(formula, "time", view.time());
    formula.put("window", view.window().name().toLowerCase(Locale.ROOT));
    return formula;
  }

  private static void put(Map<String, String> formula, String key, Expression expression) {
    if (expression != null) {
      formula.put(key, SparkSql.print(expression));
    }
  }

  private List<PageLink> takenBy(Measure measure) {
    return declared.metrics().measures().stream()
        .filter(other -> other.metrics().contains(measure.name()))
        .map(other -> links.metric(other.name()))
        .toList();
  }

  private List<MetricPage.Input> inputs(List<ColumnInput> inputs) {
    return inputs.stream().map(input -> new MetricPage.Input(links.column(input), input)).toList();
  }

  private List<MetricPage.Example> examples(Measure measure) {
    List<MetricPage.Example> examples = new ArrayList<>();
    for (WorkedExample example : declared.examples()) {
      List<Map<String, String>> expected = example.expectedOf(measure.name());
      if (!expected.isEmpty()) {
        examples.add(
            new MetricPage.Example(
                example.file(),
                example.description(),
                example.asAt(),
                rows(expected, Set.of("metric")),
                given(example, measure, expected)));
      }
    }
    return examples;
  }

  /** Of the records that an example gives, those that the metric is made of. */
  private List<MetricPage.Given> given(
      WorkedExample example, Measure measure, List<Map<String, String>> expected) {
    Set<String> made =
        lineage.upstreamOf(Lineage.metric(measure.name()), LineageDiagrams::isDrawnThrough);
    Set<String> zones =
        expected.stream().map(row -> row.getOrDefault("zone_code", "")).collect(Collectors.toSet());
    List<MetricPage.Given> given = new ArrayList<>();
    example
        .given()
        .forEach(
            (table, rows) -> {
              List<Map<String, String>> kept = of(zones, rows);
              List<Map<String, String>> none = of(zones, example.none().get(table));
              if (made.contains(table) && !(kept.isEmpty() && none.isEmpty())) {
                given.add(new MetricPage.Given(links.table(table), rows(kept, Set.of()), none));
              }
            });
    return given;
  }

  /** Rows of zones; all of them where a wider scope is among these. */
  private static List<Map<String, String>> of(Set<String> zones, List<Map<String, String>> rows) {
    return rows.stream()
        .filter(row -> zones.contains("") || zones.contains(row.get("zone_code")))
        .toList();
  }

  private static MetricPage.Rows rows(List<Map<String, String>> rows, Set<String> without) {
    return new MetricPage.Rows(
        WorkedExample.columns(rows).stream().filter(column -> !without.contains(column)).toList(),
        rows);
  }
}
