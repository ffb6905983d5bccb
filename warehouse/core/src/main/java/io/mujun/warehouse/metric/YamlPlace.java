package io.mujun.warehouse.metric;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.YamlPosition;
import io.mujun.warehouse.metric.expression.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an expression stands in a YAML file.
 *
 * @param file the file
 * @param pointer the value's JSON pointer
 * @param what whose expression it is, for messages
 * @param text the value
 */
record YamlPlace(Path file, String pointer, String what, String text) implements Place {
  @Override
  public MujunException fault(String code, int offset, String message) {
    return fault(code, file, YamlPosition.of(content(file), pointer, text, offset), what, message);
  }

  /**
   * A fault of a value as a whole.
   *
   * @param pointer the value's JSON pointer
   * @param what whose value it is
   */
  static MujunException fault(String code, Path file, String pointer, String what, String message) {
    return fault(code, file, YamlPosition.of(content(file), pointer), what, message);
  }

  private static MujunException fault(
      String code, Path file, YamlPosition position, String what, String message) {
    return new MujunException(
        code,
        "%s, line %d, column %d, %s: %s"
            .formatted(file, position.line(), position.column(), what, message));
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
