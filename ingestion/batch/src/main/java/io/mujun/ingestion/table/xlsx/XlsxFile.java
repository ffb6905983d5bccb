package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.SheetNotes;
import io.mujun.ingestion.table.TableFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/** One sheet of an {@code .xlsx} or {@code .xlsm} workbook, of which macros are not read. */
public final class XlsxFile implements TableFile {
  private final ZipFile zip;
  private final WorkbookParts workbook;
  private final int chosen;
  private final SheetOutline outline;
  private final List<String> notes;
  private final Limits limits;
  private XlsxRows rows;

  private XlsxFile(
      ZipFile zip,
      WorkbookParts workbook,
      int chosen,
      SheetOutline outline,
      List<String> notes,
      Limits limits) {
    this.zip = zip;
    this.workbook = workbook;
    this.chosen = chosen;
    this.outline = outline;
    this.notes = notes;
    this.limits = limits;
  }

  /**
   * Opens a workbook after looking it through.
   *
   * @throws FileRefusedException where it is no workbook, too large, unsafe, or lacks the sheet
   */
  public static XlsxFile open(Path file, SheetChoice choice, Limits limits)
      throws FileRefusedException {
    Map<String, byte[]> outlines = ZipGuard.check(file, limits);
    ZipFile zip = null;
    XlsxFile opened = null;
    try {
      zip = new ZipFile(file.toFile());
      WorkbookParts workbook = WorkbookParts.read(zip);
      int chosen = choice.choose(workbook.sheets());
      byte[] document = outlines.get(workbook.parts().get(chosen));
      if (document == null) {
        throw new IOException("The sheet has no part");
      }
      SheetOutline outline = SheetOutline.read(document);
      List<String> notes = SheetNotes.of(unread(zip, workbook, chosen), outline.hiddenColumns());
      opened = new XlsxFile(zip, workbook, chosen, outline, notes, limits);
      return opened;
    } catch (IOException | XMLStreamException | RuntimeException damaged) {
      throw FileRefusedException.damaged(damaged);
    } finally {
      if (opened == null && zip != null) {
        close(zip);
      }
    }
  }

  /** The other sheets that hold anything. */
  private static List<SheetChoice.Sheet> unread(ZipFile zip, WorkbookParts workbook, int chosen)
      throws IOException, XMLStreamException, FileRefusedException {
    List<SheetChoice.Sheet> unread = new ArrayList<>();
    for (int sheet = 0; sheet < workbook.sheets().size(); sheet++) {
      String part = workbook.parts().get(sheet);
      if (sheet == chosen) {
        continue;
      }
      try (InputStream in = Xml.part(zip, part)) {
        if (XlsxRows.hasValues(Xml.reader(in))) {
          unread.add(workbook.sheets().get(sheet));
        }
      }
    }
    return unread;
  }

  @Override
  public String sheet() {
    return workbook.sheets().get(chosen).name();
  }

  @Override
  public boolean isChosenBy(SheetChoice choice) throws FileRefusedException {
    return choice.choose(workbook.sheets()) == chosen;
  }

  @Override
  public MergedCells merged() {
    return outline.merged();
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public Iterator<Row> rows() throws FileRefusedException {
    try {
      XlsxCells cells =
          new XlsxCells(
              SharedTexts.read(zip, workbook.texts()),
              WorkbookStyles.read(zip, workbook.styles(), workbook.epoch()),
              workbook.results());
      rows =
          new XlsxRows(
              Xml.reader(Xml.part(zip, workbook.parts().get(chosen))), cells, outline, limits);
      return rows;
    } catch (IOException | XMLStreamException | RuntimeException damaged) {
      throw FileRefusedException.damaged(damaged);
    }
  }

  @Override
  public void close() {
    close(zip);
  }

  private static void close(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
