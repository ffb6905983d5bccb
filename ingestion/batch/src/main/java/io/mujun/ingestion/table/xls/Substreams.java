package io.mujun.ingestion.table.xls;

import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.Record;

/**
 * Where in the stream of an {@code .xls} workbook a record stands: first what is of the whole
 * workbook, then sheet by sheet. What is embedded in a sheet (charts) is no part of it.
 */
final class Substreams {
  private int depth;
  private int sheet = -2;
  private Record last;

  /** Goes on to the next record. */
  void pass(Record found) {
    depth -= last instanceof EOFRecord ? 1 : 0;
    last = found;
    if (found instanceof BOFRecord) {
      sheet += depth == 0 ? 1 : 0;
      depth++;
    }
  }

  boolean isGlobal() {
    return sheet == -1 && depth == 1;
  }

  boolean isWithinSheet() {
    return sheet >= 0 && depth == 1;
  }

  /** The sheet, from 0 in the order in which they stand in the file. */
  int sheet() {
    return sheet;
  }
}
