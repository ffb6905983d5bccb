package io.mujun.ingestion.ledger.layout;

import io.mujun.ingestion.ledger.head.HeaderRows;
import io.mujun.ingestion.ledger.head.HeaderUnits;
import io.mujun.ingestion.ledger.head.LedgerHead;
import io.mujun.ingestion.ledger.head.PeriodWords;
import io.mujun.ingestion.ledger.head.UnitLine;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.file.TableFiles;
import io.mujun.record.IngestRules;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.code.Unit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Proposes a layout for a file of which none fits: finds its header, and holds each column against
 * the headers that known layouts of the table have, the contract's labels, and what stands below.
 */
public final class LayoutSuggestion {
  private static final int DEEPEST = 3;
  private static final Set<String> FIXED = Set.of("zone_code", "area_code", "period", "year");

  private final IngestRules rules;
  private final Contract contract;
  private final ColumnGuess guess;

  private LayoutSuggestion(String table, IngestRules rules) {
    this.rules = rules;
    this.contract = rules.contracts().table(table);
    this.guess = new ColumnGuess(contract, rules);
  }

  /**
   * Proposes a layout by the first sheet that is shown.
   *
   * @param table ods table that the file's records are for
   */
  public static LayoutProposal of(Path file, String table, IngestRules rules, Limits limits)
      throws FileRefusedException {
    try (TableFile sheet = TableFiles.open(file, SheetChoice.firstVisible(), limits)) {
      return new LayoutSuggestion(table, rules).propose(LedgerHead.OpenSheet.of(sheet));
    }
  }

  private LayoutProposal propose(LedgerHead.OpenSheet sheet) {
    HeaderRows texts = new HeaderRows(sheet.head(), sheet.file().merged());
    List<Integer> header = List.of();
    List<LayoutProposal.Column> columns = List.of();
    for (int depth = 1; depth <= DEEPEST; depth++) {
      for (Row row : sheet.head()) {
        List<Row> below = below(sheet.head(), row.number() + depth - 1);
        List<LayoutProposal.Column> found = columns(texts.paths(row.number(), depth), below);
        if (sum(found) > sum(columns)) {
          columns = found;
          header = IntStream.range(row.number(), row.number() + depth).boxed().toList();
        }
      }
    }
    int first = header.isEmpty() ? 1 : header.get(0);
    List<Row> above = sheet.head().stream().filter(row -> row.number() < first).toList();
    return new LayoutProposal(
        contract.qualifiedName(),
        sheet.file().sheet(),
        header,
        row(above, text -> !PeriodWords.in(text).isEmpty()),
        contract.propertiesByName().containsKey("period") ? "period" : "year",
        row(above, text -> !UnitLine.told(text, rules.units()).isEmpty()),
        withUnits(columns, texts.above(first)),
        lacking(columns));
  }

  private static List<Row> below(List<Row> head, int header) {
    return head.stream().filter(row -> row.number() > header).toList();
  }

  private static int sum(List<LayoutProposal.Column> columns) {
    return columns.stream().mapToInt(LayoutProposal.Column::confidence).sum();
  }

  private static Integer row(List<Row> rows, java.util.function.Predicate<String> wanted) {
    return rows.stream()
        .filter(
            row -> row.cells().stream().anyMatch(cell -> cell != null && wanted.test(cell.text())))
        .map(Row::number)
        .findFirst()
        .orElse(null);
  }

  /** The columns, the surest given their property first. */
  private List<LayoutProposal.Column> columns(List<String> paths, List<Row> below) {
    List<ColumnGuess.Candidate> all = new ArrayList<>();
    for (int place = 0; place < paths.size(); place++) {
      if (!paths.get(place).isEmpty()) {
        all.addAll(guess.candidates(place, paths.get(place), texts(below, place)));
      }
    }
    all.sort(Comparator.comparingInt(ColumnGuess.Candidate::confidence).reversed());
    Map<Integer, ColumnGuess.Candidate> chosen = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (ColumnGuess.Candidate candidate : all) {
      if (!chosen.containsKey(candidate.place()) && taken.add(candidate.property().name())) {
        chosen.put(candidate.place(), candidate);
      }
    }
    List<LayoutProposal.Column> columns = new ArrayList<>();
    for (int place = 0; place < paths.size(); place++) {
      ColumnGuess.Candidate best = chosen.get(place);
      if (best != null) {
        columns.add(
            new LayoutProposal.Column(
                paths.get(place), best.property().name(), null, best.confidence(), best.reason()));
      } else if (!paths.get(place).isEmpty()) {
        columns.add(new LayoutProposal.Column(paths.get(place), null, null, 0, "没有可对应的字段"));
      }
    }
    return columns;
  }

  private static List<String> texts(List<Row> rows, int place) {
    return rows.stream()
        .map(row -> Texts.compact(row.text(place)))
        .filter(text -> !Texts.isBlank(text))
        .toList();
  }

  /** The columns with the units that their headers or the lines above say. */
  private List<LayoutProposal.Column> withUnits(
      List<LayoutProposal.Column> columns, List<String> above) {
    List<Unit> told =
        above.stream()
            .flatMap(line -> UnitLine.told(line, rules.units()).stream())
            .distinct()
            .toList();
    HeaderUnits headers = new HeaderUnits(rules.units());
    return columns.stream().map(column -> withUnit(column, told, headers)).toList();
  }

  private LayoutProposal.Column withUnit(
      LayoutProposal.Column column, List<Unit> told, HeaderUnits headers) {
    Property property = contract.propertiesByName().get(column.property());
    if (property == null || property.unit() == null) {
      return column;
    }
    String quantity = rules.units().unit(property.unit(), contract.qualifiedName()).quantity();
    List<Unit> own = headers.unit(column.header()).stream().toList();
    List<Unit> units =
        (own.isEmpty() ? told : own)
            .stream().filter(unit -> unit.quantity().equals(quantity)).toList();
    return units.size() == 1
        ? new LayoutProposal.Column(
            column.header(),
            column.property(),
            units.get(0).code(),
            column.confidence(),
            column.reason())
        : new LayoutProposal.Column(
            column.header(),
            column.property(),
            property.unit(),
            Math.min(column.confidence(), 30),
            column.reason() + "；表头和单位行没有写明它的单位，请核对");
  }

  private List<String> lacking(List<LayoutProposal.Column> columns) {
    Set<String> given = new HashSet<>(FIXED);
    columns.forEach(column -> given.add(String.valueOf(column.property())));
    return contract.ownProperties().stream()
        .filter(Property::isRequired)
        .map(Property::name)
        .filter(name -> !given.contains(name))
        .toList();
  }
}
