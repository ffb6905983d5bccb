package io.mujun.warehouse.source;

import io.mujun.warehouse.MujunException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads the files of {@code ingestion/sources}. */
public final class SourceFiles {
  private static final Map<String, Class<? extends Record>> KINDS =
      Map.of(
          "exchange", ExchangeSource.class,
          "portal", PortalSource.class,
          "change_stream", StreamSource.class);

  private static final DeclarationFiles<SourceDefinition> FILES =
      new DeclarationFiles<>(
          SourceDefinition.class,
          tree -> KINDS.get(tree.path("kind").asText()),
          "source",
          SourceDefinition::source,
          "'kind' has to be exchange, portal or change_stream");

  private SourceFiles() {}

  /**
   * Reads every {@code *.yaml} of a folder, in the order of their names.
   *
   * @throws MujunException {@code SOURCE_FILE_INVALID} with file, line and key
   */
  public static List<SourceDefinition> readAll(Path folder) {
    return FILES.readAll(folder);
  }

  /**
   * Reads one source file.
   *
   * @throws MujunException {@code SOURCE_FILE_INVALID} with file, line and key
   */
  public static SourceDefinition read(Path file) {
    return FILES.read(file);
  }

  /**
   * Parses the text of one source file.
   *
   * @param place what the messages call the text, usually its file
   */
  public static SourceDefinition parse(String text, String place) {
    return FILES.parse(text, place);
  }
}
