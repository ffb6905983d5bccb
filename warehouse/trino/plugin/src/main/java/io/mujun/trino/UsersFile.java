package io.mujun.trino;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The users file: one {@code name:hash} per line, the hash in bcrypt's {@code $2a$} form, empty
 * lines and lines that begin with {@code #} left out. Only its owner may read or write it. It is
 * read again whenever it changes.
 */
final class UsersFile {
  private static final Pattern LINE =
      Pattern.compile("(?<user>[a-z][a-z0-9_]*):(?<hash>\\$2a\\$\\d\\d\\$[./A-Za-z0-9]{53})");

  private final Path file;
  private volatile Loaded loaded;

  UsersFile(Path file) {
    this.file = file;
  }

  /**
   * The users as the file has them now.
   *
   * @throws IllegalStateException if the file is open to others or holds a line of another form
   * @throws UncheckedIOException if the file cannot be read
   */
  Users current() {
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      Version version =
          new Version(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
      Loaded known = loaded;
      if (known == null || !known.version().equals(version)) {
        requirePrivate(attributes);
        known = new Loaded(version, new Users(parse(Files.readAllLines(file))));
        loaded = known;
      }
      return known.users();
    } catch (IOException exception) {
      throw new UncheckedIOException("Cannot read the users file " + file, exception);
    }
  }

  private void requirePrivate(PosixFileAttributes attributes) {
    String permissions = PosixFilePermissions.toString(attributes.permissions());
    if (!permissions.endsWith("------")) {
      throw new IllegalStateException(
          "The users file %s is open to others (%s): chmod 600 it".formatted(file, permissions));
    }
  }

  private Map<String, String> parse(List<String> lines) {
    Map<String, String> hashes = new HashMap<>();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      var matcher = LINE.matcher(line);
      if (!matcher.matches() || hashes.containsKey(matcher.group("user"))) {
        throw new IllegalStateException(
            "Line %d of the users file %s is not name:hash of a new user"
                .formatted(index + 1, file));
      }
      hashes.put(matcher.group("user"), matcher.group("hash"));
    }
    return hashes;
  }

  private record Version(FileTime modified, long size, Object key) {}

  private record Loaded(Version version, Users users) {}
}
