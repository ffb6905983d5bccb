package io.mujun.dashboards.manual;

import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.dashboards.manual.drawing.DiagramLayout;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.source.SourceDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the pages of tables, in one language. */
final class TablePages {
  private final Declared declared;
  private final Lineage lineage;
  private final PageLinks links;
  private final LineageDiagrams diagrams;

  TablePages(Declared declared, Lineage lineage, Language language) {
    this.declared = declared;
    this.lineage = lineage;
    this.links = new PageLinks(declared, language);
    this.diagrams = new LineageDiagrams(declared, lineage, language);
  }

  TablePage page(Contract table) {
    String name = table.qualifiedName();
    return new TablePage(
        declared.title(table),
        table,
        table.properties().stream().map(column -> column(table, column)).toList(),
        checks(table),
        table.refersTo() == null ? null : links.table(table.refersTo().table()),
        table.codes() == null ? null : links.dataset(Lineage.codes(table.codes())),
        declared.modelOf(table).orElse(null),
        declared.sourcesOf(name).stream().map(links::source).toList(),
        declared.readersOf(table),
        inputs(lineage.of(name).rows()),
        links.datasets(lineage.readersOf(name)),
        declared.showingsOfTable(name),
        DiagramLayout.of(diagrams.ofTable(table)),
        DiagramLayout.of(diagrams.ofColumns(table)));
  }

  private TablePage.Column column(Contract table, Property column) {
    List<PageLink> received = new ArrayList<>();
    for (SourceDefinition source : declared.sourcesOf(table.qualifiedName())) {
      source.columns().stream()
          .filter(each -> each.property().equals(column.name()))
          .map(each -> new PageLink(each.name(), "", Addresses.columnsOf(source)))
          .filter(link -> !received.contains(link))
          .forEach(received::add);
    }
    List<ColumnInput> follows =
        lineage.of(table.qualifiedName()).columns().getOrDefault(column.name(), List.of()).stream()
            .filter(input -> Lineage.metricOf(input.dataset()).isEmpty())
            .toList();
    return new TablePage.Column(
        column,
        column.unit() == null
            ? null
            : declared.units().unit(column.unit(), table.qualifiedName()).label(),
        inputs(follows.stream().filter(input -> input.use().isDirect()).toList()),
        inputs(follows.stream().filter(input -> !input.use().isDirect()).toList()),
        received);
  }

  private static List<TablePage.Check> checks(Contract table) {
    return Stream.concat(
            table.rules().stream().map(rule -> new TablePage.Check("", rule)),
            table.properties().stream()
                .flatMap(
                    column ->
                        column.rules().stream()
                            .map(rule -> new TablePage.Check(column.name(), rule))))
        .toList();
  }

  private List<TablePage.Input> inputs(List<ColumnInput> inputs) {
    return inputs.stream().map(input -> new TablePage.Input(links.column(input), input)).toList();
  }
}
