package io.mujun.ingestion.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import java.nio.file.Files;
import java.nio.file.Path;

/** The dialects of a folder: one file {@code <kind>.yaml} each. */
public final class Dialects {
  /** The kind of a connection that names none. */
  public static final String POSTGRESQL = "postgresql";

  private static final String CODE = "DIALECT_INVALID";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final Path folder;

  /**
   * @param folder {@code ingestion/dialects}
   */
  public Dialects(Path folder) {
    this.folder = folder;
  }

  /**
   * The dialect of this kind.
   *
   * @throws MujunException {@code DIALECT_MISSING} where no file declares it, {@code
   *     DIALECT_INVALID} with file and key
   */
  public Dialect dialect(String kind) {
    Path file = folder.resolve(kind + ".yaml");
    if (!kind.matches("[a-z][a-z0-9_]*") || !Files.exists(file)) {
      throw new MujunException(
          "DIALECT_MISSING",
          "No file of %s declares the kind of database '%s'. Correct 'kind', or add %s."
              .formatted(folder, kind, file.getFileName()));
    }
    try {
      Dialect dialect = MAPPER.treeToValue(Yaml.read(file, CODE).node(), Dialect.class);
      if (!dialect.kind().equals(kind)) {
        throw new MujunException(CODE, file + ": 'kind' is " + dialect.kind());
      }
      return dialect;
    } catch (JsonProcessingException invalid) {
      String problem =
          invalid.getCause() instanceof IllegalArgumentException cause
              ? cause.getMessage()
              : invalid.getOriginalMessage().lines().findFirst().orElse("");
      throw new MujunException(CODE, file + ": " + problem, invalid);
    }
  }
}
