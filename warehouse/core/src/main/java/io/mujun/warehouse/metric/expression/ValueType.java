package io.mujun.warehouse.metric.expression;

import io.mujun.warehouse.PhysicalType;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an expression's value is.
 *
 * @param quantity what a number measures; {@link Quantity#PLAIN} for all that are none
 * @param parts the fields of a struct by name, the element of an array as {@code element}
 */
public record ValueType(Kind kind, Quantity quantity, Map<String, ValueType> parts) {
  public static final ValueType TEXT = plain(Kind.TEXT);
  public static final ValueType DATE = plain(Kind.DATE);
  static final ValueType BOOLEAN = plain(Kind.BOOLEAN);
  static final ValueType NULL = plain(Kind.NULL);

  private static final String ELEMENT = "element";
  private static final Pattern DECIMAL = Pattern.compile("decimal\\(\\d{1,2},\\d{1,2}\\)");

  /** Kinds of values. */
  public enum Kind {
    NUMBER,
    TEXT,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    STRUCT,
    ARRAY,
    /** NULL, which fits everywhere. */
    NULL
  }

  public static ValueType number(Quantity quantity) {
    return new ValueType(Kind.NUMBER, quantity, Map.of());
  }

  /** The type of a column. */
  public static ValueType of(PhysicalType type, Quantity quantity) {
    return switch (type.kind()) {
      case STRING -> TEXT;
      case BOOLEAN -> BOOLEAN;
      case DATE -> DATE;
      case TIMESTAMP -> plain(Kind.TIMESTAMP);
      case INT, LONG, DECIMAL -> number(quantity);
    };
  }

  /** The type that a cast names; numbers without their quantity. */
  static Optional<ValueType> ofCast(String type) {
    return switch (type) {
      case "string" -> Optional.of(TEXT);
      case "boolean" -> Optional.of(BOOLEAN);
      case "date" -> Optional.of(DATE);
      case "timestamp" -> Optional.of(plain(Kind.TIMESTAMP));
      case "int", "bigint", "double" -> Optional.of(number(Quantity.WRITTEN));
      default ->
          DECIMAL.matcher(type).matches()
              ? Optional.of(number(Quantity.WRITTEN))
              : Optional.empty();
    };
  }

  static ValueType array(ValueType element) {
    return new ValueType(Kind.ARRAY, Quantity.PLAIN, Map.of(ELEMENT, element));
  }

  static ValueType struct(Map<String, ValueType> fields) {
    return new ValueType(Kind.STRUCT, Quantity.PLAIN, fields);
  }

  ValueType element() {
    return parts.getOrDefault(ELEMENT, NULL);
  }

  public boolean is(Kind other) {
    return kind == other || kind == Kind.NULL;
  }

  /** The type of values of the one or the other; empty where they do not fit. */
  Optional<ValueType> or(ValueType other) {
    if (kind == Kind.NULL || other.kind == Kind.NULL) {
      return Optional.of(kind == Kind.NULL ? other : this);
    }
    if (kind != other.kind
        || !quantity.fits(other.quantity)
        || !parts.keySet().equals(other.parts.keySet())) {
      return Optional.empty();
    }
    Map<String, ValueType> both = new LinkedHashMap<>();
    for (Map.Entry<String, ValueType> part : parts.entrySet()) {
      Optional<ValueType> fitting = part.getValue().or(other.parts.get(part.getKey()));
      if (fitting.isEmpty()) {
        return Optional.empty();
      }
      both.put(part.getKey(), fitting.get());
    }
    return Optional.of(new ValueType(kind, quantity.or(other.quantity), both));
  }

  private static ValueType plain(Kind kind) {
    return new ValueType(kind, Quantity.PLAIN, Map.of());
  }

  /** As messages name it. */
  @Override
  public String toString() {
    return switch (kind) {
      case NUMBER -> quantity.toString();
      case ARRAY, STRUCT ->
          "a" + (kind == Kind.ARRAY ? "n " : " ") + kind.name().toLowerCase(Locale.ROOT);
      case NULL -> "NULL";
      default -> "a " + kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
