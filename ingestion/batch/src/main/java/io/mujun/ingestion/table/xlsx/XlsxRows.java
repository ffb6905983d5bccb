package io.mujun.ingestion.table.xlsx;

import io.mujun.ingestion.table.Columns;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.RefusedOnTheWayException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.Visibility;
import io.mujun.record.value.Cell;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The rows of one sheet of an {@code .xlsx} workbook, element by element. */
final class XlsxRows implements Iterator<Row> {
  private static final int LAST_ROW = 1 << 20;
  private static final int LAST_COLUMN = 1 << 14;

  private final XMLStreamReader reader;
  private final XlsxCells cells;
  private final SheetOutline outline;
  private final Limits limits;
  private final StringBuilder text = new StringBuilder();
  private int last;
  private Row ahead;
  private boolean isAtEnd;

  XlsxRows(XMLStreamReader reader, XlsxCells cells, SheetOutline outline, Limits limits) {
    this.reader = reader;
    this.cells = cells;
    this.outline = outline;
    this.limits = limits;
  }

  /** Whether any cell of a sheet has a value or a formula. */
  static boolean hasValues(XMLStreamReader reader) throws XMLStreamException, FileRefusedException {
    while (reader.hasNext()) {
      if (Xml.next(reader) == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "v", "is", "f" -> {
            return true;
          }
          default -> {}
        }
      }
    }
    return false;
  }

  @Override
  public boolean hasNext() {
    if (ahead == null && !isAtEnd) {
      try {
        ahead = advance();
        isAtEnd = ahead == null;
      } catch (FileRefusedException refused) {
        throw new RefusedOnTheWayException(refused);
      } catch (XMLStreamException damaged) {
        throw new RefusedOnTheWayException(FileRefusedException.damaged(damaged));
      }
    }
    return ahead != null;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = ahead;
    ahead = null;
    return row;
  }

  private Row advance() throws XMLStreamException, FileRefusedException {
    while (reader.hasNext()) {
      if (Xml.next(reader) == XMLStreamConstants.START_ELEMENT
          && reader.getLocalName().equals("row")) {
        return row();
      }
    }
    return null;
  }

  private Row row() throws XMLStreamException, FileRefusedException {
    String stated = Xml.attribute(reader, "r");
    int number = stated == null ? last + 1 : Integer.parseInt(stated);
    if (number <= last || number > LAST_ROW) {
      throw new IllegalStateException("Row " + number + " cannot stand below row " + last);
    }
    last = number;
    Visibility visibility =
        Xml.isTrue(reader, "hidden") ? outline.ofHidden(number) : Visibility.VISIBLE;
    List<Cell> found = new ArrayList<>();
    int column = -1;
    while (true) {
      int event = Xml.next(reader);
      if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("row")) {
        return new Row(number, found, visibility);
      }
      if (event == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals("c")) {
        String reference = Xml.attribute(reader, "r");
        column = reference == null ? column + 1 : Columns.of(reference);
        if (column >= LAST_COLUMN) {
          throw new IllegalStateException("No spreadsheet has a cell " + reference);
        }
        Cell cell = cell(reference == null ? Columns.reference(column, number) : reference);
        if (cell != null && column < limits.columns()) {
          while (found.size() <= column) {
            found.add(null);
          }
          found.set(column, cell);
        }
      }
    }
  }

  /** Reads up to the end of a cell. */
  private Cell cell(String reference) throws XMLStreamException, FileRefusedException {
    String type = Xml.attribute(reader, "t");
    String style = Xml.attribute(reader, "s");
    String formula = null;
    String value = null;
    while (true) {
      int event = Xml.next(reader);
      if (event == XMLStreamConstants.END_ELEMENT && reader.getLocalName().equals("c")) {
        return cells.cell(reference, type, style, formula, value);
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (reader.getLocalName()) {
          case "v" -> value = content();
          case "f" -> formula = content();
          case "is" -> value = SharedTexts.rich(reader);
          default -> {}
        }
      }
    }
  }

  private String content() throws XMLStreamException, FileRefusedException {
    text.setLength(0);
    for (int event = Xml.next(reader);
        event != XMLStreamConstants.END_ELEMENT;
        event = Xml.next(reader)) {
      if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
      }
    }
    return text.toString();
  }
}
