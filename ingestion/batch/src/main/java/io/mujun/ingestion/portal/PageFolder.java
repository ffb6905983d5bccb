package io.mujun.ingestion.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages of one pass, as received, until it is known whether they count. */
final class PageFolder implements AutoCloseable {
  private final Path folder;
  private int count;

  /**
   * @param folder is made where it is missing; pages that a killed run left in it are removed
   */
  PageFolder(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    clear();
  }

  /** Forgets all pages. */
  void clear() {
    try (DirectoryStream<Path> pages = Files.newDirectoryStream(folder)) {
      for (Path page : pages) {
        Files.delete(page);
      }
      count = 0;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Puts a page in, and returns its number, from 1. */
  int add(byte[] page) {
    try {
      Files.write(path(count + 1), page);
      return ++count;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  int count() {
    return count;
  }

  /** The file of a page. */
  Path path(int number) {
    return folder.resolve("%05d.json".formatted(number));
  }

  @Override
  public void close() {
    clear();
    try {
      Files.delete(folder);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
