package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.FileRefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Keeps of a sheet's XML, while it passes by, all but its cells: what stands above and below them
 * is a document of its own, so that merges and filters are known without parsing the cells twice.
 */
final class SheetScan {
  private static final byte[] MARK = "sheetData".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST = 8 << 20;

  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private boolean isBelow;
  private boolean isTooLarge;
  private int matched;
  private byte before;
  private byte last;

  /** Takes the next bytes of the part. */
  void pass(byte[] buffer, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      byte b = buffer[i];
      if (b == MARK[matched]) {
        before = matched == 0 ? last : before;
        matched++;
        if (matched == MARK.length) {
          matched = 0;
          if (before == '<' || before == '/' || before == ':') {
            keep(buffer, from, isBelow ? from : i + 1);
            from = i + 1;
            isBelow = true;
            isTooLarge = false;
            tail.reset();
          }
        }
      } else if (matched > 0) {
        matched = b == MARK[0] ? 1 : 0;
        before = matched == 1 ? last : before;
      }
      last = b;
    }
    keep(buffer, from, length);
  }

  private void keep(byte[] buffer, int from, int to) {
    ByteArrayOutputStream kept = isBelow ? tail : head;
    isTooLarge |= kept.size() + to - from > MOST;
    if (!isTooLarge) {
      kept.write(buffer, from, to - from);
    }
  }

  /**
   * The sheet without its cells.
   *
   * @return empty where the part has no cells, as only a damaged sheet has none
   * @throws FileRefusedException where there is too much around the cells
   */
  byte[] outline() throws FileRefusedException {
    if (!isBelow) {
      return new byte[0];
    }
    if (isTooLarge) {
      throw FileRefusedException.tooLarge("工作表的合并单元格和设置超过 " + (MOST >> 20) + " MiB");
    }
    byte[] below = tail.toByteArray();
    int end = 0;
    while (end < below.length && below[end] != '>') {
      end++;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.toByteArray());
    whole.writeBytes("/>".getBytes(StandardCharsets.US_ASCII));
    whole.write(below, Math.min(end + 1, below.length), Math.max(0, below.length - end - 1));
    return whole.toByteArray();
  }
}
