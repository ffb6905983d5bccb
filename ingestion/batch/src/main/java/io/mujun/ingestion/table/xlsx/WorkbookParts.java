package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.CellFormat;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.Visibility;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Where the parts of a workbook are.
 *
 * @param sheets in the order of their tabs, without sheets of charts only
 * @param parts the sheets' parts
 * @param texts part of the shared texts, or null
 * @param styles part of the styles, or null
 * @param epoch from when days are counted
 * @param results whether the program that wrote the file had computed its formulas
 */
record WorkbookParts(
    List<SheetChoice.Sheet> sheets,
    List<String> parts,
    String texts,
    String styles,
    CellFormat.Epoch epoch,
    Results results) {

  static WorkbookParts read(ZipFile zip)
      throws IOException, XMLStreamException, FileRefusedException {
    String workbook = "xl/workbook.xml";
    for (Relation relation : relations(zip, "").values()) {
      workbook = relation.is("officeDocument") ? relation.target() : workbook;
    }
    Map<String, Relation> relations = relations(zip, workbook);
    List<SheetChoice.Sheet> sheets = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    boolean[] says = new boolean[2];
    try (InputStream part = Xml.part(zip, workbook)) {
      Xml.forEach(
          part,
          found -> {
            switch (found.getLocalName()) {
              case "sheet" -> {
                Relation relation = relations.get(String.valueOf(Xml.attribute(found, "id")));
                if (relation == null) {
                  throw new ZipException("A sheet has no part");
                }
                if (relation.is("worksheet")) {
                  sheets.add(sheet(found));
                  parts.add(relation.target());
                }
              }
              case "workbookPr" -> says[0] = Xml.isTrue(found, "date1904");
              case "calcPr" -> says[1] = Xml.isTrue(found, "fullCalcOnLoad");
              default -> {}
            }
          });
    }
    return new WorkbookParts(
        sheets,
        parts,
        target(relations, "sharedStrings"),
        target(relations, "styles"),
        says[0] ? CellFormat.Epoch.OF_1904 : CellFormat.Epoch.OF_1900,
        says[1] ? Results.TO_BE_COMPUTED : Results.COMPUTED);
  }

  private static SheetChoice.Sheet sheet(XMLStreamReader found) {
    String state = Xml.attribute(found, "state");
    return new SheetChoice.Sheet(
        String.valueOf(Xml.attribute(found, "name")),
        state == null || state.equals("visible") ? Visibility.VISIBLE : Visibility.HIDDEN);
  }

  private static String target(Map<String, Relation> relations, String type) {
    return relations.values().stream()
        .filter(relation -> relation.is(type))
        .map(Relation::target)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Relation> relations(ZipFile zip, String part)
      throws IOException, XMLStreamException, FileRefusedException {
    int folder = part.lastIndexOf('/') + 1;
    String name = part.substring(0, folder) + "_rels/" + part.substring(folder) + ".rels";
    Map<String, Relation> relations = new HashMap<>();
    if (zip.getEntry(name) == null) {
      return relations;
    }
    try (InputStream in = Xml.part(zip, name)) {
      Xml.forEach(
          in,
          found -> {
            if (found.getLocalName().equals("Relationship")) {
              String target = String.valueOf(Xml.attribute(found, "Target")).replace('\\', '/');
              relations.put(
                  String.valueOf(Xml.attribute(found, "Id")),
                  new Relation(
                      String.valueOf(Xml.attribute(found, "Type")),
                      URI.create("/" + part).resolve(target).getPath().substring(1)));
            }
          });
    }
    return relations;
  }

  /** Whether formulas have their results in the file. */
  enum Results {
    COMPUTED,
    /** The program that opens the file is to compute them. */
    TO_BE_COMPUTED
  }

  /**
   * A part that another one names; the transitional and the strict type end alike.
   *
   * @param target the part's name in the file
   */
  private record Relation(String type, String target) {
    boolean is(String kind) {
      return type.endsWith("/" + kind);
    }
  }
}
