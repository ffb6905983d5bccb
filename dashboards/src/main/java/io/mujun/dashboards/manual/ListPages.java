package io.mujun.dashboards.manual;

import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.dashboards.manual.declared.Title;
import io.mujun.dashboards.manual.drawing.DiagramLayout;
import io.mujun.dashboards.manual.drawing.Drawing;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.metric.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes the pages that list what there is, in one language. */
public final class ListPages {
  private static final List<String> LAYERS = List.of("ods", "dim", "dwd", "ads", "ops");

  /** A list that is longer than this is told to be there, and not printed. */
  private static final int MOST_ROWS = 60;

  private final Declared declared;
  private final Lineage lineage;
  private final Language language;
  private final PageLinks links;

  ListPages(Declared declared, Lineage lineage, Language language) {
    this.declared = declared;
    this.lineage = lineage;
    this.language = language;
    this.links = new PageLinks(declared, language);
  }

  /** How much there is of everything. */
  public record Index(int metrics, int tables, int sources, int mechanisms) {}

  /** All metrics, by the files that declare them. */
  public record MetricList(List<ViewEntry> views) {}

  /** A file of metrics. */
  public record ViewEntry(String name, String comment, List<MetricEntry> metrics) {}

  /** A metric in the list. */
  public record MetricEntry(Title title, Measure measure, Unit unit) {}

  /** All tables, by layer. */
  public record TableList(List<LayerEntry> layers) {}

  /** A layer. */
  public record LayerEntry(String name, List<TableEntry> tables) {}

  /** A table in the list. */
  public record TableEntry(Title title, Contract contract) {}

  /** The whole lineage. */
  public record LineageOverview(Drawing overview, List<Made> tables) {}

  /** A table with what it is made of. */
  public record Made(PageLink table, List<PageLink> inputs) {}

  /** All code lists. */
  public record CodeLists(List<CodeList> lists) {}

  /**
   * A code list.
   *
   * @param rows empty where there are too many
   */
  public record CodeList(
      String name, List<String> columns, List<Map<String, String>> rows, int count) {}

  Index index() {
    return new Index(
        declared.metrics().measures().size(),
        declared.contracts().all().size(),
        declared.deliveries().size() + declared.databases().size(),
        declared.coverage().size());
  }

  MetricList metrics() {
    return new MetricList(
        declared.metrics().views().stream()
            .map(
                view ->
                    new ViewEntry(
                        view.name(),
                        declared.commentOf(view),
                        view.measures().stream().map(this::entry).toList()))
            .toList());
  }

  private MetricEntry entry(Measure measure) {
    return new MetricEntry(
        declared.title(measure), measure, declared.units().unit(measure.unit(), measure.name()));
  }

  TableList tables() {
    return new TableList(
        LAYERS.stream()
            .map(
                layer ->
                    new LayerEntry(
                        layer,
                        declared.contracts().layer(layer).stream()
                            .map(table -> new TableEntry(declared.title(table), table))
                            .toList()))
            .toList());
  }

  LineageOverview lineage() {
    return new LineageOverview(
        DiagramLayout.of(new LineageDiagrams(declared, lineage, language).overview()),
        declared.contracts().computed().stream()
            .map(
                table ->
                    new Made(
                        links.table(table.qualifiedName()),
                        links.datasets(lineage.of(table.qualifiedName()).inputs())))
            .toList());
  }

  CodeLists codes() {
    List<CodeList> lists = new ArrayList<>();
    declared.codeTables().forEach((name, table) -> lists.add(list(name, table)));
    return new CodeLists(lists);
  }

  private static CodeList list(String name, CodeTable table) {
    return new CodeList(
        name,
        table.columns(),
        table.rows().size() > MOST_ROWS ? List.of() : table.rows(),
        table.rows().size());
  }
}
