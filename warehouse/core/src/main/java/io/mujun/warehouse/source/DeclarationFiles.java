package io.mujun.warehouse.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * YAML files of one kind, each called as the slug that it declares. Nothing is guessed: an unknown
 * key, a key stated twice or a missing one is an error that names file, line and key.
 */
final class DeclarationFiles<T> {
  private static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Class<T> type;
  private final Function<JsonNode, Class<? extends Record>> record;
  private final String slugKey;
  private final Function<T, String> slug;
  private final String wrongKind;

  /**
   * @param record the record that a file's tree becomes, or null
   * @param slugKey key of the slug
   * @param wrongKind what is said of a tree that becomes no record
   */
  DeclarationFiles(
      Class<T> type,
      Function<JsonNode, Class<? extends Record>> record,
      String slugKey,
      Function<T, String> slug,
      String wrongKind) {
    this.type = type;
    this.record = record;
    this.slugKey = slugKey;
    this.slug = slug;
    this.wrongKind = wrongKind;
  }

  /** Reads every {@code *.yaml} of a folder, in the order of their names. */
  List<T> readAll(Path folder) {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new MujunException(
          "SOURCE_FILE_UNREADABLE", "The folder of source files cannot be read: " + folder, e);
    }
    List<T> declared = new ArrayList<>();
    for (Path file : files) {
      declared.add(read(file));
    }
    return List.copyOf(declared);
  }

  T read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new MujunException("SOURCE_FILE_UNREADABLE", "Cannot be read as UTF-8: " + file, e);
    }
    T definition = parse(text, file.toString());
    String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    if (!name.equals(slug.apply(definition))) {
      throw invalid(
          file.toString(),
          "'%s' is %s, the file is called %s".formatted(slugKey, slug.apply(definition), name));
    }
    return definition;
  }

  T parse(String text, String place) {
    try {
      requireKnownKeys(text, place);
      T definition = YAML.readValue(text, type);
      if (definition == null) {
        throw invalid(place, "the file is empty");
      }
      return definition;
    } catch (JsonProcessingException e) {
      throw new MujunException("SOURCE_FILE_INVALID", at(place, e) + ": " + problem(e), e);
    }
  }

  private static MujunException invalid(String place, String problem) {
    return new MujunException("SOURCE_FILE_INVALID", place + ": " + problem);
  }

  private void requireKnownKeys(String text, String place) throws JsonProcessingException {
    JsonNode tree = YAML.readTree(text);
    Class<? extends Record> known = record.apply(tree);
    Optional<UnknownKey> unknown =
        known == null ? Optional.empty() : UnknownKey.in(tree, known, "kind");
    if (unknown.isPresent()) {
      throw invalid(place + ":" + unknown.get().line(text), unknown.get().toString());
    }
  }

  private static String at(String place, JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null || location.getLineNr() < 1
        ? place
        : place + ":" + location.getLineNr() + ":" + location.getColumnNr();
  }

  private String problem(JsonProcessingException e) {
    if (e instanceof InvalidTypeIdException) {
      return wrongKind;
    }
    if (e.getCause() instanceof IllegalArgumentException cause) {
      return cause.getMessage();
    }
    return e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
  }
}
