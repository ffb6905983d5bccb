package io.mujun.ingestion.table;

/**
 * How large an incoming file may be.
 *
 * @param fileBytes size of the file
 * @param inflatedBytes size of all its parts, unpacked
 * @param entries number of parts in a workbook
 * @param ratio unpacked size over packed size, judged from one mebibyte on
 * @param columns columns that are looked at
 */
public record Limits(long fileBytes, long inflatedBytes, int entries, int ratio, int columns) {

  /** Limits that no honest ledger reaches. */
  public static final Limits DEFAULT = new Limits(64L << 20, 512L << 20, 2_000, 200, 512);
}
