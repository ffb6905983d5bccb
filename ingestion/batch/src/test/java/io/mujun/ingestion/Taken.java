package io.mujun.ingestion;

import io.mujun.ingestion.ledger.LedgerFile;
import io.mujun.ingestion.ledger.LedgerLayouts;
import io.mujun.ingestion.ledger.rows.CellAccount;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.record.IngestRules;
import io.mujun.record.Locator;
import io.mujun.record.RecordSink;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.PhysicalType.Kind;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.validation.Finding;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All that a ledger was read as. */
final class Taken implements RecordSink {
  private static final Map<String, String> BOUNDS =
      Map.of("exact", "", "at_least", "≥", "at_most", "≤", "about", "≈");

  final List<SourceRecord> accepted = new ArrayList<>();
  final List<SourceRecord> refused = new ArrayList<>();
  final List<Finding> noted = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private Contract contract;
  private Map<String, Object> stated = Map.of();
  List<String> notes = List.of();
  String refusal = "";
  String delivery = "";
  String period = "";
  Map<CellAccount.Use, Integer> cells = Map.of();

  static Taken of(Path file, IngestRules rules, LocalDate receivedOn) {
    Taken taken = new Taken();
    LedgerLayouts layouts = new LedgerLayouts(rules, Limits.DEFAULT);
    try (LedgerFile ledger = layouts.open(file, file.getFileName().toString(), receivedOn)) {
      taken.period = String.valueOf(ledger.period());
      taken.delivery = ledger.layout().source();
      taken.stated = ledger.stated();
      taken.contract = rules.contracts().table(ledger.layout().table());
      ledger.read(taken);
      taken.notes = ledger.notes();
      taken.cells = ledger.cells().counts();
    } catch (FileRefusedException refused) {
      taken.refusal = refused.code();
    }
    return taken;
  }

  @Override
  public void add(SourceRecord read) {
    (read.isRefused() ? refused : accepted).add(read);
  }

  @Override
  public void note(Finding finding, Locator locator, String cell) {
    noted.add(finding);
    places.add(cell + " " + finding.code());
  }

  /** Names of the accepted records, in their order. */
  List<String> names() {
    return accepted.stream()
        .map(read -> String.valueOf(read.values().get("project_name")))
        .toList();
  }

  /** Codes of the refused records' first findings. */
  List<String> codes() {
    return refused.stream().map(read -> read.findings().get(0).code()).toList();
  }

  /** What the file as a whole says of its records, without their zone. */
  List<String> stated() {
    return stated.entrySet().stream()
        .filter(each -> !each.getKey().equals("zone_code"))
        .map(each -> each.getValue().toString())
        .toList();
  }

  /** All findings, each with its cell, or its row where it is about no cell. */
  List<String> findings() {
    Stream<String> ofRecords =
        Stream.concat(accepted.stream(), refused.stream())
            .flatMap(
                read -> read.findings().stream().map(found -> place(read, found) + found.code()));
    return Stream.concat(ofRecords, places.stream()).toList();
  }

  private static String place(SourceRecord read, Finding found) {
    Cell cell = found.property() == null ? null : read.cells().get(found.property());
    return (cell == null ? read.locator().row() : cell.reference()) + " ";
  }

  /**
   * The accepted records: row → property → value, all keys, amounts and days of a record and what
   * else is asked for. Amounts are in base units, ≥, ≤ and ≈ before a bound.
   */
  Map<Integer, Map<String, String>> values(List<String> asked) {
    Map<Integer, Map<String, String>> records = new TreeMap<>();
    for (SourceRecord read : accepted) {
      Map<String, String> values = new TreeMap<>();
      for (Property property : contract.properties()) {
        Object value = read.values().get(property.name());
        if (value != null && (asked.contains(property.name()) || isTold(property))) {
          Object bound = read.values().get(property.name() + "_bound");
          values.put(
              property.name(), plain(bound == null ? "" + value : BOUNDS.get(bound) + value));
        }
      }
      records.put(read.locator().row(), values);
    }
    return records;
  }

  private boolean isTold(Property property) {
    boolean own = contract.ownProperties().contains(property);
    Kind kind = property.type().kind();
    return own
        && !stated.containsKey(property.name())
        && (property.keyPosition() > 0 || kind == Kind.DECIMAL || kind == Kind.DATE);
  }

  /** A number without zeros that say nothing; another text as it is. */
  static String plain(String value) {
    String number = value.replaceFirst("^[≥≤≈]", "");
    return number.matches("-?\\d+(\\.\\d+)?")
        ? value.substring(0, value.length() - number.length())
            + new BigDecimal(number).stripTrailingZeros().toPlainString()
        : value;
  }
}
