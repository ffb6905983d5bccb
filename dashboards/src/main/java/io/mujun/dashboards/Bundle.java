package io.mujun.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Superset assets bundle.
 *
 * @param files the text of each YAML file by its path in the bundle, with / between folders
 */
public record Bundle(SortedMap<String, String> files) {
  public Bundle {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Reads the YAML files under a folder. */
  public static Bundle read(Path directory) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Bundle::isAsset).toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        files.put(name, Files.readString(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Bundle(files);
  }

  /** Writes the bundle to a folder, and deletes the YAML files there that are not part of it. */
  public void write(Path directory) {
    try {
      Files.createDirectories(directory);
      try (Stream<Path> found = Files.walk(directory)) {
        for (Path file : found.filter(Bundle::isAsset).toList()) {
          Files.delete(file);
        }
      }
      for (var file : files.entrySet()) {
        Path target = directory.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static boolean isAsset(Path file) {
    return Files.isRegularFile(file) && file.getFileName().toString().endsWith(".yaml");
  }
}
