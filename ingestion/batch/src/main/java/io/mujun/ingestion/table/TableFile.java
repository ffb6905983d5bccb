package io.mujun.ingestion.table;

import java.io.Closeable;
import java.util.Iterator;
import java.util.List;

/** A file that holds one table, read once from top to bottom in bounded memory. */
public interface TableFile extends Closeable {

  /** Name of the sheet that is read; null for a file without sheets. */
  String sheet();

  /**
   * Whether a choice among the file's sheets falls on the one that is read; a file without sheets
   * has no other.
   *
   * @throws FileRefusedException where it falls on none
   */
  boolean isChosenBy(SheetChoice choice) throws FileRefusedException;

  /** Ranges of cells that were merged into one. */
  MergedCells merged();

  /** What of the file is not read, or is read although it is hidden, in Chinese. */
  List<String> notes();

  /**
   * The rows that the file holds, top to bottom; rows that it leaves out are missing. May be asked
   * for once. On the way, a fault of the file throws {@link RefusedOnTheWayException}; whatever
   * else is thrown says that the file is damaged.
   */
  Iterator<Row> rows() throws FileRefusedException;

  @Override
  void close();
}
