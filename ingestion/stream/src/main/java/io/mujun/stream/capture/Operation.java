package io.mujun.stream.capture;

import java.util.Locale;

/** What a source did to a row, as {@code ods} names it. */
public enum Operation {
  SNAPSHOT,
  INSERT,
  UPDATE,
  DELETE;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads Debezium's letter; a letter of another kind of event is an error. */
  static Operation ofLetter(String letter) {
    return switch (letter) {
      case "r" -> SNAPSHOT;
      case "c" -> INSERT;
      case "u" -> UPDATE;
      case "d" -> DELETE;
      default -> throw new IllegalArgumentException("Not an operation on a row: " + letter);
    };
  }
}
