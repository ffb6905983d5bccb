package io.mujun.warehouse.source;

import io.mujun.warehouse.MujunException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the files of {@code ingestion/conventions}, as strictly as those of the sources. */
public final class ConventionFiles {
  private static final DeclarationFiles<PortalConvention> FILES =
      new DeclarationFiles<>(
          PortalConvention.class,
          tree -> PortalConvention.class,
          "convention",
          PortalConvention::convention,
          "is no convention");

  private ConventionFiles() {}

  /**
   * The convention that a portal's source names.
   *
   * @param folder {@code ingestion/conventions}
   * @throws MujunException {@code CONVENTION_MISSING} where no file declares it, {@code
   *     SOURCE_FILE_INVALID} with file, line and key
   */
  public static PortalConvention of(PortalSource source, Path folder) {
    Path file = folder.resolve(source.convention() + ".yaml");
    if (!Files.exists(file)) {
      throw new MujunException(
          "CONVENTION_MISSING",
          "No file of %s declares the convention '%s' of ingestion/sources/%s.yaml. Correct 'convention', or add %s."
              .formatted(folder, source.convention(), source.source(), file.getFileName()));
    }
    return FILES.read(file);
  }

  /**
   * Parses the text of one convention.
   *
   * @param place what the messages call the text, usually its file
   */
  public static PortalConvention parse(String text, String place) {
    return FILES.parse(text, place);
  }
}
