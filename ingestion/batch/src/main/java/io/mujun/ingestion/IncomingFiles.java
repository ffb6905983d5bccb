package io.mujun.ingestion;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files that a handover consists of. */
final class IncomingFiles {
  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(IncomingFiles::name).thenComparing(Path::toString);

  private IncomingFiles() {}

  /**
   * Lists files as they are given, and in place of a folder all files below it by their names.
   *
   * @throws MujunException {@code FILE_NOT_READABLE} where a path is not there
   */
  static List<Path> list(List<Path> paths) {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> below = Files.walk(path)) {
        below.filter(file -> !Files.isDirectory(file)).sorted(BY_NAME).forEach(files::add);
      } catch (IOException failed) {
        throw new MujunException(
            "FILE_NOT_READABLE",
            "%s cannot be listed (%s). Check path and rights.".formatted(path, failed.getMessage()),
            failed);
      }
    }
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new MujunException(
            "FILE_NOT_READABLE", file + " cannot be read. Check path and rights.");
      }
    }
    return files;
  }

  /** Hidden files, and those that a spreadsheet program makes while a file is open. */
  static boolean isIgnored(Path file) {
    String name = name(file);
    return name.startsWith(".") || name.startsWith("~$");
  }

  static String name(Path file) {
    return file.getFileName().toString();
  }
}
