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
    YamlPosition position = YamlPosition.of(content(), pointer, text, offset);
    return new MujunException(
        code,
        "%s, line %d, column %d, %s: %s"
            .formatted(file, position.line(), position.column(), what, message));
  }

  private String content() {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
