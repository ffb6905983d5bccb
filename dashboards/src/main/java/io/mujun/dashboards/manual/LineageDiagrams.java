package io.mujun.dashboards.manual;

import io.mujun.dashboards.manual.declared.Declared;
import io.mujun.dashboards.manual.declared.Language;
import io.mujun.dashboards.manual.declared.Showing;
import io.mujun.dashboards.manual.declared.Title;
import io.mujun.dashboards.manual.drawing.Diagram;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What follows from what, as diagrams in one language. */
final class LineageDiagrams {
  private static final String CODES = "codes";

  /** Where more columns decide, all of a record does: they are listed, and not drawn. */
  private static final int MOST_DECIDING = 6;

  private final Declared declared;
  private final Lineage lineage;
  private final Language language;
  private final Map<String, String> texts;

  LineageDiagrams(Declared declared, Lineage lineage, Language language) {
    this.declared = declared;
    this.lineage = lineage;
    this.language = language;
    this.texts = PageTexts.in(language);
  }

  /** Sources, tables, and the files of metrics: all of them. */
  Diagram overview() {
    Diagram diagram = Diagram.empty();
    declared.contracts().layer("ods").forEach(table -> sources(diagram, table.qualifiedName()));
    for (Contract table : declared.contracts().computed()) {
      for (String input : lineage.of(table.qualifiedName()).inputs()) {
        if (isTable(input)) {
          table(diagram, input);
          table(diagram, table.qualifiedName());
          diagram.add(new Diagram.Link(input, table.qualifiedName()));
        }
      }
    }
    declared
        .metrics()
        .views()
        .forEach(
            view -> {
              String id = "view:" + view.name();
              diagram.add(
                  id,
                  new Diagram.Box(
                      new Title(view.name(), view.measures().get(0).displayName()).in(language)
                          + (view.measures().size() == 1 ? "" : " …"),
                      texts.get("metrics_in_file").formatted(view.measures().size()),
                      "metrics.html#view-" + view.name(),
                      "metric"));
              for (Measure measure : view.measures()) {
                for (String input : lineage.of(Lineage.metric(measure.name())).inputs()) {
                  if (isTable(input)) {
                    table(diagram, input);
                    diagram.add(new Diagram.Link(input, id));
                  }
                }
                for (String reader : lineage.readersOf(Lineage.metric(measure.name()))) {
                  if (isTable(reader)) {
                    table(diagram, reader);
                    diagram.add(new Diagram.Link(id, reader));
                  }
                }
              }
            });
    return diagram;
  }

  /** A table with what it is made of, and what is made of it, over one step. */
  Diagram ofTable(Contract table) {
    Diagram diagram = Diagram.empty();
    String name = table.qualifiedName();
    sources(diagram, name);
    dataset(diagram, name, "own");
    for (String input : lineage.of(name).inputs()) {
      if (Lineage.metricOf(input).isEmpty()) {
        dataset(diagram, input, kind(input));
        diagram.add(new Diagram.Link(input, name));
      }
    }
    for (String reader : lineage.readersOf(name)) {
      dataset(diagram, reader, kind(reader));
      diagram.add(new Diagram.Link(name, reader));
    }
    return diagram;
  }

  /** The columns of a table with those that they follow from. */
  Diagram ofColumns(Contract table) {
    Diagram diagram = Diagram.empty();
    String name = table.qualifiedName();
    for (Property column : table.properties()) {
      List<ColumnInput> inputs =
          lineage.of(name).columns().getOrDefault(column.name(), List.of()).stream()
              .filter(input -> Lineage.metricOf(input.dataset()).isEmpty())
              .toList();
      long deciding = inputs.stream().filter(input -> !input.use().isDirect()).count();
      for (ColumnInput input : inputs) {
        if (input.use().isDirect() || deciding <= MOST_DECIDING) {
          follows(diagram, input, name, column.name());
        }
      }
      if (inputs.isEmpty()) {
        sourceColumns(diagram, name, column.name());
      }
    }
    return diagram;
  }

  /** Whether a dataset's own origin is drawn on other pages: that of dimensions is not. */
  static boolean isDrawnThrough(String dataset) {
    return !dataset.startsWith("dim.");
  }

  /** All that a metric is made of, and where it is shown. */
  Diagram ofMetric(Measure measure) {
    Diagram diagram = Diagram.empty();
    String name = Lineage.metric(measure.name());
    dataset(diagram, name, "own");
    upstream(diagram, name, new HashSet<>());
    for (Showing showing : declared.showingsOfMetric(measure.name())) {
      String id = "showing:" + showing;
      String title = showing.kind() == Showing.Kind.BULLETIN ? showing.board() : showing.chart();
      String note = showing.kind() == Showing.Kind.BULLETIN ? "" : showing.board();
      diagram.add(id, new Diagram.Box(title, note, "#shown", "board"));
      diagram.add(new Diagram.Link(name, id));
    }
    return diagram;
  }

  /** The columns that a metric's value follows from, back to those of the sources. */
  Diagram ofMetricColumns(Measure measure) {
    Diagram diagram = Diagram.empty();
    String name = Lineage.metric(measure.name());
    dataset(diagram, name, "own");
    columnsUpstream(diagram, name, Lineage.VALUE, new HashSet<>());
    return diagram;
  }

  private void upstream(Diagram diagram, String name, Set<String> done) {
    if (!done.add(name)) {
      return;
    }
    if (isTable(name)) {
      sources(diagram, name);
    }
    for (String input : lineage.of(name).inputs()) {
      dataset(diagram, input, kind(input));
      diagram.add(new Diagram.Link(input, name));
      if (isDrawnThrough(input)) {
        upstream(diagram, input, done);
      }
    }
  }

  private void columnsUpstream(Diagram diagram, String name, String column, Set<String> done) {
    if (!done.add(name + "." + column)) {
      return;
    }
    List<ColumnInput> inputs = lineage.of(name).columns().getOrDefault(column, List.of());
    for (ColumnInput input : inputs) {
      follows(diagram, input, name, column);
      if (input.use().isDirect() && isDrawnThrough(input.dataset())) {
        columnsUpstream(diagram, input.dataset(), input.column(), done);
      }
    }
    if (isTable(name) && inputs.isEmpty()) {
      sourceColumns(diagram, name, column);
    }
  }

  /** Joins a column to one that follows from it. */
  private void follows(Diagram diagram, ColumnInput input, String name, String column) {
    row(diagram, input.dataset(), input.column());
    row(diagram, name, column);
    diagram.add(
        new Diagram.Link(
            input.dataset(),
            input.column(),
            name,
            column,
            input.use().isDirect() ? Diagram.Manner.SOLID : Diagram.Manner.DASHED));
  }

  /** Adds a column to its box; a metric has no row. */
  private void row(Diagram diagram, String dataset, String column) {
    dataset(diagram, dataset, kind(dataset));
    if (Lineage.metricOf(dataset).isEmpty()) {
      diagram.boxes().get(dataset).rows().put(column, label(dataset, column));
    }
  }

  private String label(String dataset, String column) {
    return isTable(dataset) && language == Language.CHINESE
        ? declared.contracts().table(dataset).property(column).map(Property::label).orElse(column)
        : column;
  }

  /** Joins a column of a table of records to the columns of the county's systems. */
  private void sourceColumns(Diagram diagram, String table, String column) {
    for (SourceDefinition source : declared.sourcesOf(table)) {
      source.columns().stream()
          .filter(each -> each.property().equals(column))
          .forEach(
              each -> {
                String id = source(diagram, source);
                diagram.boxes().get(id).rows().put(each.name(), each.name());
                row(diagram, table, column);
                diagram.add(new Diagram.Link(id, each.name(), table, column, Diagram.Manner.SOLID));
              });
    }
  }

  private void sources(Diagram diagram, String table) {
    for (SourceDefinition source : declared.sourcesOf(table)) {
      table(diagram, table);
      diagram.add(new Diagram.Link(source(diagram, source), table));
    }
  }

  /** The box of a source; ledgers of one layout share one. */
  private String source(Diagram diagram, SourceDefinition source) {
    if (source instanceof LedgerSource ledger) {
      String layout = ledger.layout().layout();
      String id = "layout:" + layout;
      diagram.add(
          id,
          new Diagram.Box(texts.get("ledger_layout"), layout, Addresses.layout(layout), "source"));
      return id;
    }
    String id = "source:" + source.source();
    diagram.add(
        id, new Diagram.Box(source.system(), source.source(), Addresses.source(source), "source"));
    return id;
  }

  private void table(Diagram diagram, String name) {
    dataset(diagram, name, kind(name));
  }

  private void dataset(Diagram diagram, String name, String kind) {
    diagram.add(name, new Diagram.Box(title(name), note(name), Addresses.dataset(name), kind));
  }

  private String title(String name) {
    return Lineage.metricOf(name)
        .map(metric -> declared.title(declared.metrics().measure(metric, name)).in(language))
        .or(() -> Lineage.codesOf(name).map(file -> texts.get("code_list")))
        .orElseGet(() -> declared.title(declared.contracts().table(name)).in(language));
  }

  private static String note(String name) {
    return Lineage.metricOf(name)
        .or(() -> Lineage.codesOf(name).map(file -> file + ".csv"))
        .orElse(name);
  }

  private static String kind(String name) {
    return Lineage.metricOf(name)
        .map(metric -> "metric")
        .or(() -> Lineage.codesOf(name).map(file -> CODES))
        .orElseGet(() -> name.substring(0, name.indexOf('.')));
  }

  private static boolean isTable(String name) {
    return Lineage.metricOf(name).isEmpty() && Lineage.codesOf(name).isEmpty();
  }
}
