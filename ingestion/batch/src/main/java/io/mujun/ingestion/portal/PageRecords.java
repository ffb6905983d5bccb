package io.mujun.ingestion.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.ingestion.change.Change;
import io.mujun.record.Locator;
import io.mujun.record.value.Cell;
import io.mujun.record.value.DatabaseCells;
import io.mujun.warehouse.source.PortalSource;
import io.mujun.warehouse.time.TimeForm;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Takes the fields that a source declares out of the records on a page. */
public final class PageRecords {
  /** Numbers with an exponent beyond this are no amounts, and long as texts. */
  private static final int LARGEST_SCALE = 100;

  private final PortalSource source;
  private final Set<String> known = new HashSet<>();
  private final Set<String> unknown = new TreeSet<>();

  public PageRecords(PortalSource source) {
    this.source = source;
    source.readFields().forEach(this::addKnown);
    source.ignored().forEach(this::addKnown);
    if (source.items() != null) {
      addKnown(source.items());
    }
  }

  /** A record that is not as declared. */
  public static final class UnfitException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient PortalFault fault;

    UnfitException(PortalFault fault, String said) {
      super(said);
      this.fault = fault;
    }

    PortalFault fault() {
      return fault;
    }
  }

  /**
   * The records that a listed one holds: itself, or its items.
   *
   * @param pointer where it stands on its page
   * @param readAt when it counts as said where it tells no time
   * @param page gives the name under which the page is kept
   * @throws UnfitException where it lacks a field, or one holds no value
   */
  public List<Change> of(
      JsonNode listed, String pointer, LocalDateTime readAt, Supplier<String> page)
      throws UnfitException {
    meet(listed, "");
    if (source.items() == null) {
      return List.of(change(fields(listed, null, pointer), pointer, readAt, page));
    }
    JsonNode items = at(listed, source.items());
    if (items == null || !(items.isArray() || items.isNull())) {
      throw missing(List.of(source.items()), listed, pointer);
    }
    List<Change> records = new ArrayList<>();
    for (JsonNode item : items) {
      String place = "%s/%s/%d".formatted(pointer, source.items(), records.size());
      meet(item, source.items() + "/");
      records.add(change(fields(listed, item, place), place, readAt, page));
    }
    return records;
  }

  /** The fields that were met, are not read, and are not known either. */
  Set<String> unknown() {
    return unknown;
  }

  private void addKnown(String field) {
    for (int end = field.indexOf('/'); end >= 0; end = field.indexOf('/', end + 1)) {
      known.add(field.substring(0, end));
    }
    known.add(field);
  }

  private void meet(JsonNode object, String before) {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(before + name)) {
                unknown.add(before + name);
              }
            });
  }

  /** Field → its cell, of all that are there; null where it is null. */
  private Map<String, Cell> fields(JsonNode listed, JsonNode item, String pointer)
      throws UnfitException {
    Map<String, Cell> fields = new HashMap<>();
    String inner = source.items() + "/";
    for (String field : source.readFields()) {
      JsonNode value =
          item != null && field.startsWith(inner)
              ? at(item, field.substring(inner.length()))
              : at(listed, field);
      if (value != null && value.isContainerNode()) {
        throw new UnfitException(
            PortalFault.SOURCE_FIELD_UNREADABLE,
            "%s of %s is %s".formatted(field, pointer, value.isArray() ? "an array" : "an object"));
      }
      if (value != null) {
        fields.put(field, value.isNull() ? null : DatabaseCells.cell(field, scalar(value)));
      }
    }
    List<String> missing =
        source.requiredFields().stream().filter(field -> !fields.containsKey(field)).toList();
    if (!missing.isEmpty()) {
      throw missing(missing, item == null ? listed : item, pointer);
    }
    for (String field : source.key()) {
      if (fields.get(field) == null || fields.get(field).text().isBlank()) {
        throw new UnfitException(
            PortalFault.SOURCE_FIELD_MISSING,
            "%s has no value in its key %s".formatted(pointer, field));
      }
    }
    return fields;
  }

  private Change change(
      Map<String, Cell> fields, String pointer, LocalDateTime readAt, Supplier<String> page) {
    PortalSource.Change told = source.change();
    LocalDateTime time = readAt;
    if (told.time() != null) {
      Cell cell = fields.get(told.time());
      time = cell == null ? null : TimeForm.read(cell.text().strip(), told.format());
    }
    Map<String, Cell> cells = new HashMap<>();
    fields.forEach(
        (field, cell) -> {
          if (cell != null) {
            cells.put(field.toLowerCase(Locale.ROOT), cell);
          }
        });
    return Change.ofPage(
        cells,
        Locator.key(source.key(), fields::get),
        operation(fields),
        time,
        () -> new Locator.Page(page.get(), pointer));
  }

  private String operation(Map<String, Cell> fields) {
    PortalSource.Change told = source.change();
    Cell cell = told.operation() == null ? null : fields.get(told.operation());
    if (cell == null) {
      return null;
    }
    String text = cell.text().strip();
    return told.operations().getOrDefault(text, text);
  }

  private static UnfitException missing(List<String> fields, JsonNode record, String pointer) {
    List<String> names = new ArrayList<>();
    record.fieldNames().forEachRemaining(names::add);
    return new UnfitException(
        PortalFault.SOURCE_FIELD_MISSING,
        "%s has no %s; it has %s".formatted(pointer, String.join(", ", fields), names));
  }

  /** The value of a field; a null node where something on the way is null; null where absent. */
  private static JsonNode at(JsonNode record, String field) {
    JsonNode value = record;
    for (String name : field.split("/", -1)) {
      if (value.isNull()) {
        return value;
      }
      value = value.get(name);
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  private static Object scalar(JsonNode value) {
    if (!value.isNumber()) {
      return value.asText();
    }
    BigDecimal number = value.decimalValue();
    return Math.abs(number.scale()) > LARGEST_SCALE ? number.toString() : number;
  }
}
