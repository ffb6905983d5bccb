package io.mujun.ingestion.table.file;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.text.TextFile;
import io.mujun.ingestion.table.xls.XlsFile;
import io.mujun.ingestion.table.xlsx.XlsxFile;
import java.nio.file.Path;

/** Opens a file as what its content is, whatever the ending of its name. */
public final class TableFiles {
  private TableFiles() {}

  /**
   * Opens a workbook or a delimited text.
   *
   * @param sheet which sheet of a workbook is read
   * @throws FileRefusedException where it is neither, or is empty, too large, unsafe, locked or
   *     damaged; its message says what to do
   */
  public static TableFile open(Path file, SheetChoice sheet, Limits limits)
      throws FileRefusedException {
    FileSize.require(file, limits);
    return switch (FileFormat.of(file)) {
      case WORKBOOK -> XlsxFile.open(file, sheet, limits);
      case OLD_WORKBOOK -> XlsFile.open(file, sheet, limits);
      case TEXT -> TextFile.open(file, limits);
    };
  }
}
