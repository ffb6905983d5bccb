package io.mujun.catalog.publication;

import io.mujun.catalog.CatalogMoment;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expressions;

/** The declarations by which publications were computed, in {@code ops.declaration}. */
public final class KeptDeclarations {
  /** The table that keeps them. */
  public static final String TABLE = "ops.declaration";

  private static final String DEFINITION = "definition";

  private KeptDeclarations() {}

  /**
   * The rows that keep these declarations; none where they are kept.
   *
   * @param table {@link #TABLE}
   * @param definition their hash, {@link Warehouse#definitionHash}
   */
  public static List<Map<String, Object>> rows(
      Table table, Warehouse warehouse, String definition) {
    AtomicBoolean kept = new AtomicBoolean();
    RecordScan.each(table, Expressions.equal(DEFINITION, definition), row -> kept.set(true));
    if (kept.get()) {
      return List.of();
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    warehouse
        .definitionFiles()
        .forEach(
            (path, file) -> {
              byte[] content = bytes(file);
              rows.add(
                  Map.of(
                      DEFINITION,
                      definition,
                      "path",
                      path,
                      "content_hash",
                      hash(content),
                      "content",
                      new String(content, StandardCharsets.UTF_8)));
            });
    return rows;
  }

  /**
   * Writes the declarations of a publication as files.
   *
   * @param directory an empty folder
   * @return the declarations, with the hash that the publication names
   * @throws MujunException {@code DECLARATIONS_NOT_KEPT} where they are not kept, or are not those
   *     that it names
   */
  public static Warehouse restore(
      CatalogMoment moment, PublicationEntry publication, Path directory) {
    if (publication.definition() != null) {
      moment
          .table(TABLE)
          .ifPresent(
              table ->
                  RecordScan.each(
                      table,
                      Expressions.equal(DEFINITION, publication.definition()),
                      row ->
                          write(
                              directory,
                              RecordScan.text(row, "path"),
                              RecordScan.text(row, "content"))));
    }
    Warehouse restored = new Warehouse(directory);
    if (!Files.isDirectory(directory.resolve("tables"))
        || !restored.definitionHash().equals(publication.definition())) {
      throw new MujunException(
          "DECLARATIONS_NOT_KEPT",
          ("The publication %s cannot be computed again: ops.declaration does not hold the"
                  + " declarations that it was computed by (%s). They are kept since publications are"
                  + " named; an earlier one can be read, but not verified.")
              .formatted(publication.id(), publication.definition()));
    }
    return restored;
  }

  private static void write(Path directory, String path, String content) {
    Path file = directory.resolve(path).normalize();
    if (!file.startsWith(directory)) {
      throw new MujunException(
          "DECLARATIONS_NOT_KEPT", "ops.declaration names a file outside its folder: " + path);
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hash(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
