package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by a command while it writes to the warehouse, so that two never do so at once. The system
 * frees it when its holder dies.
 */
public final class WriteLock implements AutoCloseable {
  private final FileChannel channel;

  private WriteLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of the data folder.
   *
   * @param command name of the command, shown to whoever is refused meanwhile
   * @throws MujunException LOCKED where another command holds it
   */
  public static WriteLock take(Settings settings, String command) {
    DataFolder.prepare(settings);
    Path file = file(settings);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new MujunException(
            "LOCKED",
            "Another mujun command is writing to %s: %s. Wait until it has ended, or end it."
                .formatted(settings.data(), holder(file)));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              "process %d (%s)"
                  .formatted(ProcessHandle.current().pid(), command)
                  .getBytes(StandardCharsets.UTF_8)));
      return new WriteLock(channel);
    } catch (IOException e) {
      throw DataFolder.unwritable(settings.data(), e);
    }
  }

  /**
   * Makes sure that nobody writes, without keeping anybody from it.
   *
   * @throws MujunException LOCKED
   */
  static void requireFree(Settings settings, String command) {
    if (Files.exists(file(settings))) {
      take(settings, command).close();
    }
  }

  private static Path file(Settings settings) {
    return settings.data().resolve("lock");
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String holder(Path file) throws IOException {
    String text = Files.readString(file);
    return text.isBlank() ? "its number is not known" : text;
  }

  @Override
  public void close() {
    try {
      channel.truncate(0);
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
