package io.mujun.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import java.util.TreeSet;

/**
 * A declaration file as a tree, read strictly: duplicate keys are refused.
 *
 * @param node the document's root
 * @param place the file, as messages name it
 * @param code the code of faults found in it
 */
public record Yaml(JsonNode node, String place, String code) {
  private static final JsonMapper MAPPER =
      new JsonMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  /**
   * Reads a YAML file.
   *
   * @throws MujunException with the given code, where the file cannot be read or is not YAML
   */
  public static Yaml read(Path file, String code) {
    try {
      JsonNode node = MAPPER.readTree(Files.readString(file));
      if (node == null || !node.isObject()) {
        throw new MujunException(code, file + ": the file holds no mapping.");
      }
      return new Yaml(node, file.toString(), code);
    } catch (JsonProcessingException invalid) {
      throw new MujunException(
          code,
          file + ", line " + line(invalid) + ": not valid YAML: " + invalid.getOriginalMessage(),
          invalid);
    } catch (IOException unreadable) {
      throw new MujunException(code, file + ": cannot be read: " + unreadable, unreadable);
    }
  }

  private static long line(JsonProcessingException invalid) {
    return invalid.getLocation() == null ? 0 : invalid.getLocation().getLineNr();
  }

  /** The text of a field that must be there. */
  public String requireText(String field) {
    String text = node.path(field).asText("");
    if (text.isBlank()) {
      throw new MujunException(code, place + ": '" + field + "' is missing.");
    }
    return text;
  }

  /** Refuses every field of {@code node} that is not among {@code known}. */
  public static void requireKnown(JsonNode node, Set<String> known, String place, String code) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new MujunException(
            code,
            place
                + ": '"
                + name
                + "' is not known. Known here: "
                + String.join(", ", new TreeSet<>(known))
                + ".");
      }
    }
  }
}
