package io.mujun.cli.stack.trino;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes files that only their owner may read, whole or not at all. */
final class PrivateFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<Set<PosixFilePermission>> NEW_FILE =
      PosixFilePermissions.asFileAttribute(FILE);

  private PrivateFiles() {}

  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, FOLDER);
  }

  static void restrict(Path file) throws IOException {
    Files.setPosixFilePermissions(file, FILE);
  }

  /** Leaves a file as it is where it holds that text already. */
  static void write(Path file, String text) throws IOException {
    if (Files.exists(file)
        && Files.readString(file).equals(text)
        && Files.getPosixFilePermissions(file).equals(FILE)) {
      return;
    }
    Path draft = Files.createTempFile(file.getParent(), ".", ".new", NEW_FILE);
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Writes settings in the form that Trino reads, ordered by name. */
  static void writeProperties(Path file, Map<String, String> settings) throws IOException {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(settings)
        .forEach((name, value) -> text.append(name).append('=').append(escape(value)).append('\n'));
    write(file, text.toString());
  }

  /** Such files are read as Latin-1, whatever the path of the user's home is written in. */
  private static String escape(String value) {
    return value
        .chars()
        .mapToObj(
            c -> c == '\\' ? "\\\\" : c < 128 ? Character.toString(c) : "\\u%04x".formatted(c))
        .collect(Collectors.joining());
  }
}
