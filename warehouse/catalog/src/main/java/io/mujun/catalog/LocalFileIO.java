package io.mujun.catalog;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/** Files of this machine, without Hadoop: what starts in milliseconds and suffices for one host. */
public final class LocalFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  @Override
  public InputFile newInputFile(String location) {
    InputFile file = org.apache.iceberg.Files.localInput(file(location));
    return new LocatedInputFile(file, location);
  }

  @Override
  public OutputFile newOutputFile(String location) {
    OutputFile file = org.apache.iceberg.Files.localOutput(file(location));
    return new LocatedOutputFile(file, location);
  }

  @Override
  public void deleteFile(String location) {
    try {
      Files.deleteIfExists(file(location).toPath());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The file at a location, which begins with {@code file:} or is a path. */
  public static File file(String location) {
    return location.startsWith("file:")
        ? Path.of(URI.create(location).getPath()).toFile()
        : new File(location);
  }

  /** An input file that answers to exactly the location under which the catalog knows it. */
  private record LocatedInputFile(InputFile file, String location) implements InputFile {
    @Override
    public long getLength() {
      return file.getLength();
    }

    @Override
    public org.apache.iceberg.io.SeekableInputStream newStream() {
      return file.newStream();
    }

    @Override
    public boolean exists() {
      return file.exists();
    }
  }

  /** An output file that answers to exactly the location under which the catalog knows it. */
  private record LocatedOutputFile(OutputFile file, String location) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      createFolder();
      return file.create();
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      createFolder();
      return file.createOrOverwrite();
    }

    /** Iceberg's own file fails where another thread makes the folder at the same moment. */
    private void createFolder() {
      try {
        Files.createDirectories(LocalFileIO.file(location).toPath().getParent());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    @Override
    public InputFile toInputFile() {
      return new LocatedInputFile(file.toInputFile(), location);
    }
  }
}
