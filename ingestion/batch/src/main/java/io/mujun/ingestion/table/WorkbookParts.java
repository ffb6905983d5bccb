package io.mujun.ingestion.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the streaming reader of workbooks does not tell, and does not look at: the merged ranges of
 * a sheet, and whether its cells lie within a spreadsheet.
 */
final class WorkbookParts {
  private static final int MOST_RANGES = 200_000;
  private static final int MOST_LETTERS = 3;
  private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

  private WorkbookParts() {}

  /**
   * The merged ranges of a sheet.
   *
   * @param relation id of the sheet's relation in the workbook
   */
  static MergedCells merged(Path file, String relation)
      throws IOException, XMLStreamException, FileRefusedException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String sheet = target(zip, relation);
      ZipEntry entry = sheet == null ? null : zip.getEntry(sheet);
      if (entry == null) {
        return MergedCells.NONE;
      }
      List<String> references = new ArrayList<>();
      try (InputStream part = zip.getInputStream(entry)) {
        forEach(
            part,
            found -> {
              if (found.getLocalName().equals("mergeCell")) {
                references.add(found.getAttributeValue(null, "ref"));
              } else if (found.getLocalName().equals("c")) {
                requireWithinSheet(found.getAttributeValue(null, "r"));
              }
            });
      }
      if (references.size() > MOST_RANGES) {
        throw new FileRefusedException(
            "FILE_TOO_LARGE", null, "工作表的合并单元格超过 " + MOST_RANGES + " 处，请核对后重新报送");
      }
      return MergedCells.of(references.stream().filter(Objects::nonNull).toList());
    }
  }

  private static String target(ZipFile zip, String relation)
      throws IOException, XMLStreamException {
    ZipEntry entry = zip.getEntry(RELATIONS);
    if (entry == null) {
      return null;
    }
    List<String> targets = new ArrayList<>();
    try (InputStream part = zip.getInputStream(entry)) {
      forEach(
          part,
          found -> {
            if (found.getLocalName().equals("Relationship")
                && relation.equals(found.getAttributeValue(null, "Id"))) {
              targets.add(String.valueOf(found.getAttributeValue(null, "Target")));
            }
          });
    }
    if (targets.isEmpty()) {
      return null;
    }
    String target = targets.get(0);
    return target.startsWith("/") ? target.substring(1) : "xl/" + target;
  }

  /** A reader makes room for all columns up to a cell's, so the column must be a real one. */
  private static void requireWithinSheet(String reference) {
    int letters = 0;
    while (reference != null
        && letters < reference.length()
        && reference.charAt(letters) >= 'A'
        && reference.charAt(letters) <= 'Z') {
      letters++;
    }
    if (letters > MOST_LETTERS) {
      throw new IllegalStateException("No spreadsheet has a cell " + reference);
    }
  }

  private static void forEach(InputStream part, Consumer<XMLStreamReader> visitor)
      throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(part);
    try {
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          visitor.accept(reader);
        }
      }
    } finally {
      reader.close();
    }
  }
}
