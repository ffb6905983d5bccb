package io.mujun.ingestion.table.xls;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * One sheet of an {@code .xls} workbook. Its records are read twice as a stream: what stands after
 * the cells (merges, filters) has to be known before them.
 */
public final class XlsFile implements TableFile {
  private static final String WORKBOOK = "Workbook";

  private final POIFSFileSystem files;
  private final XlsOutline outline;
  private final Limits limits;

  private XlsFile(POIFSFileSystem files, XlsOutline outline, Limits limits) {
    this.files = files;
    this.outline = outline;
    this.limits = limits;
  }

  /**
   * Opens a workbook after looking it through.
   *
   * @throws FileRefusedException where it is damaged, locked, or lacks the sheet
   */
  public static XlsFile open(Path file, SheetChoice choice, Limits limits)
      throws FileRefusedException {
    POIFSFileSystem files = null;
    XlsFile opened = null;
    try {
      files = new POIFSFileSystem(file.toFile(), true);
      opened = new XlsFile(files, XlsOutline.read(records(files), choice), limits);
      return opened;
    } catch (EncryptedDocumentException locked) {
      throw FileRefusedException.encrypted();
    } catch (IOException | RuntimeException damaged) {
      throw FileRefusedException.damaged(damaged);
    } finally {
      if (opened == null && files != null) {
        close(files);
      }
    }
  }

  private static RecordFactoryInputStream records(POIFSFileSystem files) throws IOException {
    return new RecordFactoryInputStream(files.createDocumentInputStream(WORKBOOK), false);
  }

  @Override
  public String sheet() {
    return outline.sheet();
  }

  @Override
  public boolean isChosenBy(SheetChoice choice) throws FileRefusedException {
    return outline.isChosenBy(choice);
  }

  @Override
  public MergedCells merged() {
    return outline.merged();
  }

  @Override
  public List<String> notes() {
    return outline.notes();
  }

  @Override
  public Iterator<Row> rows() throws FileRefusedException {
    try {
      return new XlsRows(records(files), outline, limits);
    } catch (IOException | RuntimeException damaged) {
      throw FileRefusedException.damaged(damaged);
    }
  }

  @Override
  public void close() {
    close(files);
  }

  private static void close(POIFSFileSystem files) {
    try {
      files.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
