package io.mujun.cli.trace;

import io.mujun.cli.sql.TextTable;
import io.mujun.cli.trace.NumberTrace.Cell;
import io.mujun.cli.trace.NumberTrace.Cells;
import io.mujun.cli.trace.NumberTrace.Definition;
import io.mujun.cli.trace.NumberTrace.Fact;
import io.mujun.cli.trace.NumberTrace.Origin;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers taken apart, as people read them. */
public final class TraceLines {
  private TraceLines() {}

  /** The number, its definition, its rows with their places, and whether they make it up. */
  public static String of(NumberTrace trace) {
    TracedNumber number = trace.number();
    Definition definition = trace.definition();
    StringBuilder text = new StringBuilder();
    text.append(
        "%s %s  %s  %s = %s %s%s  (%s)%n"
            .formatted(
                number.metric(),
                definition.label(),
                number.scope(),
                number.period().toString().substring(0, 7),
                plain(number.value()),
                number.unit(),
                number.bound().equals("exact") ? "" : " " + number.bound(),
                number.publicationId()));
    text.append("  %s%n".formatted(definition.comment().strip()));
    line(text, "version", version(number, definition));
    line(text, "source", definition.source().replaceAll("\\s+", " "));
    line(text, "filter", definition.filter());
    line(text, "window", definition.window());
    line(text, "numerator", made(definition.numerator(), number.numerator()));
    line(text, "denominator", made(definition.denominator(), number.denominator()));
    line(text, "value", definition.value());
    line(
        text,
        "coverage",
        "%d of %d zones".formatted(number.coveredZones(), number.applicableZones()));
    text.append(facts(trace));
    text.append(conclusion(number));
    trace.parts().forEach(part -> text.append(System.lineSeparator()).append(of(part)));
    return text.toString();
  }

  /** How many numbers there are, how many their rows make up, and which are not. */
  public static String of(CheckedNumbers checked) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %d published numbers; the rows sum to %d, give %d percentiles again, and are listed for %d others%n"
            .formatted(
                checked.publication(),
                checked.numbers(),
                checked.outcomes().get(Outcome.SUMS),
                checked.outcomes().get(Outcome.RECOMPUTED),
                checked.outcomes().get(Outcome.FUNCTION)));
    checked
        .untraced()
        .forEach((metric, reason) -> text.append("NOT TRACED %s: %s%n".formatted(metric, reason)));
    if (checked.outcomes().get(Outcome.DIFFERS) > 0) {
      text.append("%d DIFFER:%n".formatted(checked.outcomes().get(Outcome.DIFFERS)));
      for (TracedNumber number : checked.differing()) {
        text.append(
            "%s %s %s%n%s"
                .formatted(number.metric(), number.scope(), number.period(), conclusion(number)));
      }
    }
    return text.toString();
  }

  private static String version(TracedNumber number, Definition definition) {
    return definition.versionNumber() == 0
        ? number.metricVersion()
        : "%d since publication %s, as at %s, for all months%s (%s)"
            .formatted(
                definition.versionNumber(),
                definition.since(),
                definition.validFrom(),
                definition.change() == null ? "" : "; changed: " + definition.change(),
                number.metricVersion());
  }

  private static String made(String formula, BigDecimal figure) {
    return formula == null ? null : plain(figure) + " = " + formula;
  }

  private static void line(StringBuilder text, String name, String value) {
    if (value != null) {
      text.append("  %-12s%s%n".formatted(name, value));
    }
  }

  private static String facts(NumberTrace trace) {
    if (trace.facts().isEmpty()) {
      return "  no row has a share%n".formatted();
    }
    List<String> columns = new ArrayList<>(trace.facts().get(0).columns().keySet());
    columns.add("numerator_share");
    columns.add("denominator_share");
    columns.add("place");
    List<List<Object>> rows = new ArrayList<>();
    for (Fact fact : trace.facts()) {
      List<Object> row = new ArrayList<>(fact.columns().values());
      row.add(fact.numerator());
      row.add(fact.denominator());
      row.add(
          fact.records().stream()
              .map(TraceLines::place)
              .distinct()
              .collect(Collectors.joining("; ")));
      rows.add(row);
    }
    long hidden = trace.number().rows() - trace.facts().size();
    return TextTable.write(columns, rows)
        + (hidden > 0 ? "  and %d rows more: --limit%n".formatted(hidden) : "")
        + (trace.cellsRead() == Cells.HIDDEN
            ? "  cells are not shown: this user does not read ods%n".formatted()
            : "");
  }

  private static String place(Origin origin) {
    if (origin.file() == null) {
      return "%s.%s %s"
          .formatted(or(origin.database(), "-"), or(origin.table(), "-"), or(origin.key(), "-"));
    }
    String cells =
        origin.cells().stream()
            .filter(cell -> cell.cell() != null)
            .map(TraceLines::cell)
            .collect(Collectors.joining(" "));
    return origin.file()
        + (origin.sheet() == null ? "" : " " + origin.sheet())
        + (origin.row() == null ? "" : " 第" + origin.row() + "行")
        + (cells.isEmpty() ? "" : " " + cells);
  }

  private static String cell(Cell cell) {
    return "%s %s “%s”".formatted(cell.cell(), cell.column(), or(cell.text(), ""));
  }

  private static String conclusion(TracedNumber number) {
    String made =
        "  %d rows → numerator %s, denominator %s, value %s"
            .formatted(
                number.rows(),
                plain(number.tracedNumerator()),
                plain(number.tracedDenominator()),
                plain(number.tracedValue()));
    String published =
        "published: numerator %s, denominator %s, value %s"
            .formatted(
                plain(number.numerator()), plain(number.denominator()), plain(number.value()));
    return switch (number.outcome()) {
      case SUMS -> "%s: the sum is the published number%n".formatted(made);
      case RECOMPUTED -> "%s: computed again, it is the published number%n".formatted(made);
      case FUNCTION ->
          "%s; the number is a function of these rows, not a sum; %s%n".formatted(made, published);
      case DIFFERS -> "%s: NOT the published number; %s%n".formatted(made, published);
    };
  }

  private static String plain(BigDecimal figure) {
    if (figure == null) {
      return "-";
    }
    return figure.signum() == 0 ? "0" : figure.stripTrailingZeros().toPlainString();
  }

  private static String or(String text, String other) {
    return text == null ? other : text;
  }
}
