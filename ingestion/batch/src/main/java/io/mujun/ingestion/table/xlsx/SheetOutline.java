package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.Visibility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * What stands around the cells of a sheet.
 *
 * @param merged its merged ranges
 * @param hiddenColumns from 0
 * @param filtered rows that a filter which is on may hide, from 1; null without a filter
 */
record SheetOutline(MergedCells merged, BitSet hiddenColumns, MergedCells.Range filtered) {
  private static final int MOST_RANGES = 200_000;
  private static final int LAST_COLUMN = 16_384;
  private static final MergedCells.Range EVERYWHERE =
      new MergedCells.Range(1, 0, Integer.MAX_VALUE, LAST_COLUMN);

  /**
   * Reads an outline.
   *
   * @param document the sheet's XML without its cells
   */
  static SheetOutline read(byte[] document)
      throws IOException, XMLStreamException, FileRefusedException {
    List<String> references = new ArrayList<>();
    List<String> filters = new ArrayList<>();
    BitSet hidden = new BitSet();
    boolean[] isOn = new boolean[2];
    Xml.forEach(
        new ByteArrayInputStream(document),
        found -> {
          switch (found.getLocalName()) {
            case "mergeCell" -> references.add(String.valueOf(Xml.attribute(found, "ref")));
            case "col" -> {
              if (Xml.isTrue(found, "hidden")) {
                int first = Integer.parseInt(Xml.attribute(found, "min"));
                int last = Integer.parseInt(Xml.attribute(found, "max"));
                hidden.set(first - 1, Math.min(last, LAST_COLUMN));
              }
            }
            case "sheetPr" -> isOn[0] = Xml.isTrue(found, "filterMode");
            case "autoFilter" -> filters.add(String.valueOf(Xml.attribute(found, "ref")));
            case "filterColumn" -> isOn[1] = true;
            default -> {}
          }
        });
    if (references.size() > MOST_RANGES) {
      throw FileRefusedException.tooLarge("工作表的合并单元格超过 " + MOST_RANGES + " 处");
    }
    List<MergedCells.Range> filtered = MergedCells.of(filters).ranges();
    return new SheetOutline(
        MergedCells.of(references),
        hidden,
        isOn[0] || filtered.isEmpty()
            ? isOn[0] ? EVERYWHERE : null
            : isOn[1] ? filtered.get(0) : null);
  }

  /**
   * How a row is hidden.
   *
   * @param row from 1
   */
  Visibility ofHidden(int row) {
    return filtered != null && row >= filtered.firstRow() && row <= filtered.lastRow()
        ? Visibility.FILTERED_OUT
        : Visibility.HIDDEN;
  }
}
