package io.mujun.ingestion.table;

/** Whether who opens a workbook sees a row or a sheet. */
public enum Visibility {
  VISIBLE,
  /** Hidden by hand. */
  HIDDEN,
  /** Hidden by a filter that is on. */
  FILTERED_OUT
}
