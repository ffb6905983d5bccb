package io.mujun.jobs.model;

import io.mujun.jobs.metric.MetricDefinition;
import io.mujun.jobs.sql.Hashes;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.package$;

/**
 * What computes, besides what is declared: where it changes, rows may differ though no declaration
 * does.
 *
 * @param spark Spark's version: what a query means
 * @param rows what identifies our own code that makes rows or their queries
 */
record Engine(String spark, String rows) {
  /** A class of each package whose code decides what rows are made. */
  private static final List<Class<?>> MAKERS = List.of(MetricDefinition.class, SparkSql.class);

  /** The engine that runs. */
  static Engine running() {
    MessageDigest digest = Hashes.sha256();
    for (Class<?> maker : MAKERS) {
      update(digest, maker);
    }
    return new Engine(package$.MODULE$.SPARK_VERSION(), HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Adds the compiled classes of a package, in the order of their names.
   *
   * @param classes the package's folder
   */
  static void update(MessageDigest digest, Path classes) {
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".class")).sorted().toList()) {
        digest.update(
            file.getFileName().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void update(MessageDigest digest, Class<?> maker) {
    String folder = maker.getPackageName().replace('.', '/');
    try {
      Path source = Path.of(maker.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(source)) {
        update(digest, source.resolve(folder));
        return;
      }
      try (FileSystem jar = FileSystems.newFileSystem(source)) {
        update(digest, jar.getPath(folder));
      }
    } catch (URISyntaxException | IOException unreadable) {
      throw new IllegalStateException("the classes of " + folder + " cannot be read", unreadable);
    }
  }
}
