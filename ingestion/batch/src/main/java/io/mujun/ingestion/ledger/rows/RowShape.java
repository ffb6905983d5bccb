package io.mujun.ingestion.ledger.rows;

import io.mujun.ingestion.ledger.head.HeaderMatch;
import io.mujun.ingestion.table.Row;
import io.mujun.record.value.Texts;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.PhysicalType;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.source.LedgerColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a table's rows have their number, their labels and their identifiers. */
final class RowShape {
  private static final Set<String> SERIAL_HEADERS =
      Set.of("序号", "序", "编号", "项目序号", "NO", "NO.", "No.");
  private static final Pattern SERIAL = Pattern.compile("\\d+(?:\\.\\d+)?(?:-\\d+)?");
  private static final Pattern IDENTIFIER = Pattern.compile("[0-9A-Za-z-]{8,}");
  private static final int FIRST_TEXTS = 2;

  private final Integer serial;
  private final Numbering numbering;
  private final int labelColumns;
  private final Set<Integer> keys = new HashSet<>();
  private final Set<Integer> identifiers = new HashSet<>();
  private final Map<Integer, LedgerColumn> columns = new HashMap<>();
  private final Map<Integer, Set<String>> listed = new HashMap<>();

  /**
   * @param head the first rows, of which those below the header tell whether rows are numbered
   */
  RowShape(HeaderMatch headers, Contract contract, List<Row> head) {
    Map<String, Property> properties = contract.propertiesByName();
    int width = headers.paths().size();
    headers
        .columns()
        .forEach(
            (column, place) -> {
              columns.put(place, column);
              Set<String> values = new HashSet<>();
              column.values().keySet().forEach(value -> values.add(Texts.compact(value)));
              listed.put(place, values);
            });
    for (Map.Entry<LedgerColumn, Integer> column : headers.columns().entrySet()) {
      Property property = properties.get(column.getKey().property());
      if (property.keyPosition() > 0) {
        keys.add(column.getValue());
      }
      if (property.identifier() != null) {
        identifiers.add(column.getValue());
      }
      if (property.type().kind() == PhysicalType.Kind.DECIMAL && column.getValue() > 0) {
        width = Math.min(width, column.getValue());
      }
    }
    labelColumns = width;
    serial = serial(headers.paths());
    numbering = numbering(head, headers.lastHeaderRow());
  }

  private Integer serial(List<String> paths) {
    for (int column = 0; column < paths.size(); column++) {
      if (!columns.containsKey(column) && isSerialHeader(paths.get(column))) {
        return column;
      }
    }
    return null;
  }

  static boolean isSerialHeader(String text) {
    return SERIAL_HEADERS.contains(text);
  }

  private Numbering numbering(List<Row> head, int lastHeaderRow) {
    List<Row> below =
        head.stream()
            .filter(row -> row.number() > lastHeaderRow && !row.isBlank() && !RowMarks.isAlone(row))
            .toList();
    long numbered = below.stream().filter(this::hasSerial).count();
    return numbered > 0 && numbered * 3 >= below.size() ? Numbering.NUMBERED : Numbering.WITHOUT;
  }

  /** Whether rows have serial numbers (序号): sums and headings beside them have none. */
  boolean isNumbered() {
    return numbering == Numbering.NUMBERED;
  }

  boolean hasSerial(Row row) {
    return serial != null && isSerial(row, serial);
  }

  /** Whether a cell of a row holds its serial number. */
  boolean isSerial(Row row, int place) {
    return serial != null
        && place == serial
        && SERIAL.matcher(Texts.compact(row.text(place))).matches();
  }

  /** What stands in the column of serial numbers; empty where there is none. */
  String serialText(Row row) {
    return serial == null ? "" : Texts.compact(row.text(serial));
  }

  /** Whether the row has what looks like an identifier. */
  boolean hasIdentifier(Row row) {
    for (int place : identifiers) {
      if (IDENTIFIER.matcher(Texts.compact(row.text(place))).matches()) {
        return true;
      }
    }
    return false;
  }

  /** The texts that say what a row is: its first two before the first quantity, and its keys. */
  List<String> labels(Row row) {
    List<String> labels = new ArrayList<>();
    for (int place = 0; place < row.cells().size(); place++) {
      String text = Texts.compact(row.text(place));
      boolean first = place < labelColumns && labels.size() < FIRST_TEXTS;
      if (!text.isEmpty() && (first || keys.contains(place)) && !isListed(place, text)) {
        labels.add(text);
      }
    }
    return labels;
  }

  /** Whether a text is a value that the layout expects in its column. */
  private boolean isListed(int place, String text) {
    return listed.getOrDefault(place, Set.of()).contains(text);
  }

  /** The property of the first label's column, or null. */
  String labelProperty(Row row) {
    for (int place = 0; place < row.cells().size(); place++) {
      if (!row.text(place).isBlank() && (place < labelColumns || keys.contains(place))) {
        LedgerColumn column = columns.get(place);
        return column == null ? null : column.property();
      }
    }
    return null;
  }

  private enum Numbering {
    NUMBERED,
    WITHOUT
  }
}
