package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.CellFormat;
import io.mujun.ingestion.table.FileRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.poi.ss.usermodel.BuiltinFormats;

/** The number formats of a workbook's cells, by the number of their style. */
final class WorkbookStyles {
  private WorkbookStyles() {}

  /**
   * Reads all formats.
   *
   * @param part part of the styles, or null
   */
  static List<CellFormat> read(ZipFile zip, String part, CellFormat.Epoch epoch)
      throws IOException, XMLStreamException, FileRefusedException {
    List<CellFormat> formats = new ArrayList<>();
    if (part == null || zip.getEntry(part) == null) {
      return formats;
    }
    Map<Integer, String> own = new HashMap<>();
    try (InputStream in = Xml.part(zip, part)) {
      XMLStreamReader reader = Xml.reader(in);
      boolean isOfCells = false;
      while (reader.hasNext()) {
        int event = Xml.next(reader);
        if (event == XMLStreamConstants.START_ELEMENT) {
          switch (reader.getLocalName()) {
            case "numFmt" ->
                own.put(number(reader), String.valueOf(Xml.attribute(reader, "formatCode")));
            case "cellXfs" -> isOfCells = true;
            case "xf" -> {
              if (isOfCells) {
                int id = number(reader);
                formats.add(CellFormat.of(own.getOrDefault(id, builtin(id)), id, epoch));
              }
            }
            default -> {}
          }
        } else if (event == XMLStreamConstants.END_ELEMENT
            && reader.getLocalName().equals("cellXfs")) {
          isOfCells = false;
        }
      }
      reader.close();
    }
    return formats;
  }

  private static int number(XMLStreamReader element) {
    String id = Xml.attribute(element, "numFmtId");
    return id == null ? 0 : Integer.parseInt(id);
  }

  private static String builtin(int id) {
    return BuiltinFormats.getBuiltinFormat(id);
  }
}
