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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the files of {@code ingestion/sources}. Nothing is guessed: an unknown key, a key stated
 * twice or a missing one is an error that names file, line and key.
 */
public final class SourceFiles {
  private static final ObjectMapper YAML =
      JsonMapper.builder(new YAMLFactory())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static final Map<String, Class<? extends Record>> KINDS =
      Map.of(
          "ledger", LedgerSource.class,
          "exchange", ExchangeSource.class,
          "change_stream", StreamSource.class);

  private SourceFiles() {}

  /**
   * Reads every {@code *.yaml} of a folder, in the order of their names.
   *
   * @throws MujunException {@code SOURCE_FILE_INVALID} with file, line and key
   */
  public static List<SourceDefinition> readAll(Path folder) {
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files = entries.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new MujunException(
          "SOURCE_FILE_UNREADABLE", "The folder of source files cannot be read: " + folder, e);
    }
    List<SourceDefinition> sources = new ArrayList<>();
    for (Path file : files) {
      sources.add(read(file));
    }
    return List.copyOf(sources);
  }

  /**
   * Reads one source file.
   *
   * @throws MujunException {@code SOURCE_FILE_INVALID} with file, line and key
   */
  public static SourceDefinition read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new MujunException("SOURCE_FILE_UNREADABLE", "Cannot be read as UTF-8: " + file, e);
    }
    SourceDefinition definition = parse(text, file.toString());
    String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
    if (!name.equals(definition.source())) {
      throw invalid(
          file.toString(), "'source' is " + definition.source() + ", the file is called " + name);
    }
    return definition;
  }

  /**
   * Parses the text of one source file.
   *
   * @param place what the messages call the text, usually its file
   */
  public static SourceDefinition parse(String text, String place) {
    try {
      requireKnownKeys(text, place);
      SourceDefinition definition = YAML.readValue(text, SourceDefinition.class);
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

  private static void requireKnownKeys(String text, String place) throws JsonProcessingException {
    JsonNode tree = YAML.readTree(text);
    Class<? extends Record> type = KINDS.get(tree.path("kind").asText());
    Optional<UnknownKey> unknown =
        type == null ? Optional.empty() : UnknownKey.in(tree, type, "kind");
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

  private static String problem(JsonProcessingException e) {
    if (e instanceof InvalidTypeIdException) {
      return "'kind' has to be ledger, exchange or change_stream";
    }
    if (e.getCause() instanceof IllegalArgumentException cause) {
      return cause.getMessage();
    }
    return e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
  }
}
