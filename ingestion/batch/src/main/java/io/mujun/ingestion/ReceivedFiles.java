package io.mujun.ingestion;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Keeps every incoming file for ever, by the hash of its content: {@code received/<sha256>/<name>}.
 * A file is there whole and durable, or not at all.
 */
public final class ReceivedFiles {
  private static final String INCOMING = ".incoming-";

  private final Path data;
  private final Path directory;
  private boolean isReady;

  ReceivedFiles(Path data) {
    this.data = data;
    this.directory = directory(data);
  }

  /**
   * Where a received file is kept, whether it is there or not.
   *
   * @param data the data folder
   * @param hash SHA-256 of its content, in hexadecimal
   * @param name what its sender called it
   */
  public static Path path(Path data, String hash, String name) {
    return directory(data).resolve(hash).resolve(name);
  }

  /** SHA-256 of a file's content, in hexadecimal. */
  public static String hash(Path file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  private static Path directory(Path data) {
    return data.resolve("received");
  }

  /**
   * Keeps a copy of a file.
   *
   * @param largest a file of more bytes is hashed, not kept
   * @throws MujunException {@code FILE_NOT_READABLE} where it cannot be read, {@code
   *     DATA_UNWRITABLE} or {@code DATA_FULL} where it cannot be kept
   */
  Kept keep(Path file, long largest) {
    try {
      if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
        throw unreadable(file, new NoSuchFileException(file.toString()));
      }
      if (Files.size(file) > largest) {
        return new Kept(file, hash(file));
      }
    } catch (IOException failed) {
      throw unreadable(file, failed);
    }
    try {
      return keep(file);
    } catch (IOException failed) {
      throw WriteFaults.of(IncomingFiles.name(file), directory, failed, failed);
    }
  }

  private Kept keep(Path file) throws IOException {
    if (!isReady) {
      Files.createDirectories(directory);
      removeLeftovers();
      isReady = true;
    }
    Path incoming = directory.resolve(INCOMING + UUID.randomUUID());
    try {
      String hash;
      Path kept;
      try (FileChannel channel =
              FileChannel.open(incoming, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        hash = copy(file, out);
        kept = path(data, hash, file.getFileName().toString());
        if (Files.exists(kept)) {
          return new Kept(kept, hash);
        }
        channel.force(true);
      }
      Files.createDirectories(kept.getParent());
      Files.move(incoming, kept, StandardCopyOption.ATOMIC_MOVE);
      force(kept.getParent());
      force(directory);
      return new Kept(kept, hash);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /** What a killed run had begun to copy. A day is longer than any copy takes. */
  private void removeLeftovers() throws IOException {
    Instant limit = Instant.now().minus(Duration.ofDays(1));
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, INCOMING + "*")) {
      for (Path leftover : leftovers) {
        if (Files.getLastModifiedTime(leftover).toInstant().isBefore(limit)) {
          Files.deleteIfExists(leftover);
        }
      }
    }
  }

  private static String copy(Path file, OutputStream out) throws IOException {
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(out);
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static MujunException unreadable(Path file, IOException failed) {
    return new MujunException(
        "FILE_NOT_READABLE",
        "%s cannot be read (%s). Check path and rights.".formatted(file, reason(failed)),
        failed);
  }

  private static String reason(IOException failed) {
    return failed instanceof AccessDeniedException ? "permission denied" : failed.getMessage();
  }

  /**
   * A file that is kept.
   *
   * @param path where
   * @param hash SHA-256 of its content, in hexadecimal
   */
  record Kept(Path path, String hash) {}
}
