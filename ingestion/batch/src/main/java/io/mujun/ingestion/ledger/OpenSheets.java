package io.mujun.ingestion.ledger;

import io.mujun.ingestion.ledger.head.LedgerHead.OpenSheet;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.file.TableFiles;
import io.mujun.warehouse.source.Layout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The sheets of one file that layouts look for, each opened once. */
final class OpenSheets implements AutoCloseable {
  private final Path file;
  private final Limits limits;
  private final List<OpenSheet> open = new ArrayList<>();
  private final List<TableFile> files = new ArrayList<>();

  OpenSheets(Path file, Limits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** The sheet that a layout is about. */
  OpenSheet open(Layout layout) throws FileRefusedException {
    SheetChoice choice =
        layout.sheet() == null
            ? SheetChoice.firstVisible()
            : SheetChoice.matching(Pattern.compile(layout.sheet()));
    for (OpenSheet sheet : open) {
      if (sheet.file().isChosenBy(choice)) {
        return sheet;
      }
    }
    TableFile table = TableFiles.open(file, choice, limits);
    files.add(table);
    OpenSheet sheet = OpenSheet.of(table);
    open.add(sheet);
    return sheet;
  }

  /** Leaves a file open for who reads it on. */
  void keep(TableFile kept) {
    files.remove(kept);
  }

  @Override
  public void close() {
    files.forEach(TableFile::close);
  }
}
