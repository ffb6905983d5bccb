package io.mujun.ingestion.ledger.layout;

import io.mujun.record.IngestRules;
import io.mujun.record.value.Cell;
import io.mujun.record.value.Texts;
import io.mujun.record.value.ValueReader;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.identifier.Identifier;
import io.mujun.warehouse.source.LedgerSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Which property a column may be, by its header and by what stands below it. */
final class ColumnGuess {
  private static final int KNOWN = 95;
  private static final int LABEL = 90;
  private static final int CONTENT = 85;
  private static final int LAST_STEP = 70;
  private static final int PARTLY = 40;
  private static final int SHORTEST = 2;
  private static final Pattern BRACKET = Pattern.compile("\\([^()]*\\)");

  private final Contract contract;
  private final IngestRules rules;
  private final ValueReader values;
  private final Map<String, Map<String, String>> known = new HashMap<>();

  ColumnGuess(Contract contract, IngestRules rules) {
    this.contract = contract;
    this.rules = rules;
    this.values = new ValueReader(rules.units(), null);
    rules.sources().stream()
        .filter(LedgerSource.class::isInstance)
        .map(LedgerSource.class::cast)
        .filter(source -> source.table().equals(contract.qualifiedName()))
        .map(LedgerSource::layout)
        .forEach(
            layout ->
                layout
                    .columns()
                    .forEach(
                        column ->
                            column
                                .headers()
                                .forEach(
                                    header ->
                                        known
                                            .computeIfAbsent(
                                                column.property(), name -> new HashMap<>())
                                            .put(Texts.compact(header), layout.layout()))));
  }

  /** All properties that a column may be. */
  List<Candidate> candidates(int place, String path, List<String> below) {
    String header = BRACKET.matcher(path).replaceAll("");
    List<Candidate> found = new ArrayList<>();
    for (Property property : contract.ownProperties()) {
      if (property.boundOf() == null) {
        Candidate byHeader = byHeader(place, property, header);
        Candidate byContent = byContent(place, property, below);
        Candidate best =
            byContent != null && (byHeader == null || byHeader.confidence() < CONTENT)
                ? byContent
                : byHeader;
        if (best != null && isReadable(property, below)) {
          found.add(best);
        }
      }
    }
    return found;
  }

  private Candidate byHeader(int place, Property property, String header) {
    Map<String, String> headers = known.getOrDefault(property.name(), Map.of());
    if (headers.containsKey(header)) {
      return new Candidate(place, property, KNOWN, "版式 %s 也用这个表头".formatted(headers.get(header)));
    }
    if (header.equals(property.label()) || lastStep(header).equals(property.label())) {
      return new Candidate(place, property, LABEL, "与字段“%s”同名".formatted(property.label()));
    }
    String last = lastStep(header);
    for (Map.Entry<String, String> each : headers.entrySet()) {
      if (lastStep(each.getKey()).equals(last)) {
        return new Candidate(
            place,
            property,
            LAST_STEP,
            "版式 %s 的表头“%s”与它末级相同".formatted(each.getValue(), each.getKey()));
      }
    }
    boolean partly =
        last.length() >= SHORTEST
            && (property.label().contains(last) || last.contains(property.label()));
    return partly
        ? new Candidate(place, property, PARTLY, "与字段“%s”部分同名".formatted(property.label()))
        : null;
  }

  private Candidate byContent(int place, Property property, List<String> below) {
    if (property.identifier() == null || below.isEmpty()) {
      return null;
    }
    Identifier identifier = Identifier.named(property.identifier());
    long valid = below.stream().filter(text -> identifier.fault(text).isEmpty()).count();
    return valid * 2 > below.size()
        ? new Candidate(
            place,
            property,
            CONTENT,
            "%d 个值中 %d 个是有效的%s".formatted(below.size(), valid, property.label()))
        : null;
  }

  /** Whether most of what stands below can be read as the property. */
  private boolean isReadable(Property property, List<String> below) {
    Unit unit =
        property.unit() == null ? null : rules.units().unit(property.unit(), property.name());
    long read =
        below.stream()
            .map(text -> new Cell("", text, Cell.Kind.UNTYPED))
            .filter(cell -> values.read(cell, property, unit, Map.of()).fault() == null)
            .count();
    boolean listed = !property.validValues().isEmpty();
    return listed || below.isEmpty() || read * 2 >= below.size();
  }

  private static String lastStep(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** A property that a column may be, and why. */
  record Candidate(int place, Property property, int confidence, String reason) {}
}
