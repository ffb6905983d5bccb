package io.mujun.ingestion.table;

import java.io.Closeable;
import java.util.Iterator;

/** A file that holds one table, read once from top to bottom in bounded memory. */
public interface TableFile extends Closeable {

  /** Name of the sheet that is read; null for a file without sheets. */
  String sheet();

  /** Ranges of cells that were merged into one. */
  MergedCells merged();

  /**
   * The rows that the file holds, top to bottom; rows that it leaves out are missing. May be asked
   * for once. A damaged file throws an unchecked exception on the way.
   */
  Iterator<Row> rows() throws FileRefusedException;

  @Override
  void close();
}
