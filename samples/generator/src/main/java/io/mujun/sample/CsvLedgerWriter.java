package io.mujun.sample;

import io.mujun.sample.LedgerLayout.Encoding;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a ledger as a spreadsheet program saves it as CSV: no merging, CRLF. */
final class CsvLedgerWriter {
  private static final CSVFormat FORMAT = CSVFormat.DEFAULT;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private CsvLedgerWriter() {}

  /** Writes the ledger and leaves the stream open. */
  static void write(LedgerSheet ledger, Encoding encoding, OutputStream target) throws IOException {
    Writer text = new OutputStreamWriter(target, charset(encoding));
    if (encoding == Encoding.UTF_8) {
      text.write(BYTE_ORDER_MARK);
    }
    CSVPrinter printer = new CSVPrinter(text, FORMAT);
    int columns = ledger.header().size();
    printer.printRecord(padded(ledger.title(), columns));
    printer.printRecord(padded(ledger.unitLine(), columns));
    for (int level = 0; level < ledger.headerDepth(); level++) {
      int row = level;
      printer.printRecord(
          ledger.header().stream().map(path -> row < path.size() ? path.get(row) : ""));
    }
    for (LedgerSheet.Line line : ledger.lines()) {
      printer.printRecord(line.cells());
    }
    for (String note : ledger.notes()) {
      printer.printRecord(padded(note, columns));
    }
    printer.flush();
  }

  private static Charset charset(Encoding encoding) {
    return switch (encoding) {
      case UTF_8 -> StandardCharsets.UTF_8;
      case GB18030 -> Charset.forName("GB18030");
    };
  }

  private static List<String> padded(String first, int columns) {
    String[] cells = new String[columns];
    Arrays.fill(cells, "");
    cells[0] = first;
    return List.of(cells);
  }
}
