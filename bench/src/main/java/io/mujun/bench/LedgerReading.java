package io.mujun.bench;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.file.TableFiles;
import io.mujun.record.value.Cell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/** Reads the first sheet of a workbook by one of the readers, and prints how many cells it held. */
public final class LedgerReading {
  private static final Map<String, Reader> READERS =
      Map.of(
          "mujun", LedgerReading::byMujun,
          "fastexcel", LedgerReading::byFastexcel,
          "poi", LedgerReading::byPoi);

  private LedgerReading() {}

  /**
   * Prints the number of cells with a content.
   *
   * @param arguments the reader's name and the workbook
   */
  public static void main(String[] arguments) throws Exception {
    Reader reader = arguments.length == 2 ? READERS.get(arguments[0]) : null;
    if (reader == null) {
      System.err.printf("usage: LedgerReading %s FILE%n", String.join("|", READERS.keySet()));
      System.exit(2);
    }
    System.out.println(reader.cells(Path.of(arguments[1])));
  }

  private static long byMujun(Path file) throws FileRefusedException {
    long cells = 0;
    try (TableFile table = TableFiles.open(file, SheetChoice.firstVisible(), Limits.DEFAULT)) {
      for (Iterator<Row> rows = table.rows(); rows.hasNext(); ) {
        for (Cell cell : rows.next().cells()) {
          if (cell != null && !cell.text().isEmpty()) {
            cells++;
          }
        }
      }
    }
    return cells;
  }

  private static long byFastexcel(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        ReadableWorkbook workbook = new ReadableWorkbook(in)) {
      Sheet sheet = workbook.getFirstSheet();
      try (Stream<org.dhatim.fastexcel.reader.Row> rows = sheet.openStream()) {
        return rows.mapToLong(
                row ->
                    row.stream()
                        .filter(cell -> cell != null && !cell.getRawValue().isEmpty())
                        .count())
            .sum();
      }
    }
  }

  private static long byPoi(Path file)
      throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
    Counter counter = new Counter();
    try (OPCPackage workbook = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      XSSFReader parts = new XSSFReader(workbook);
      XMLReader parser = XMLHelper.newXMLReader();
      parser.setContentHandler(
          new XSSFSheetXMLHandler(
              parts.getStylesTable(), new ReadOnlySharedStringsTable(workbook), counter, false));
      try (InputStream sheet = parts.getSheetsData().next()) {
        parser.parse(new InputSource(sheet));
      }
    }
    return counter.cells;
  }

  /** Counts the cells that have a text. */
  private static final class Counter implements SheetContentsHandler {
    private long cells;

    @Override
    public void startRow(int row) {}

    @Override
    public void endRow(int row) {}

    @Override
    public void cell(String reference, String text, XSSFComment comment) {
      if (text != null && !text.isEmpty()) {
        cells++;
      }
    }
  }

  @FunctionalInterface
  private interface Reader {
    long cells(Path file) throws Exception;
  }
}
