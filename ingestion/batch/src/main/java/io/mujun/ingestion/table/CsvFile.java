package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file in a declared character set; a file in another one is refused, not guessed. */
public final class CsvFile implements TableFile {
  /** The character set of most Chinese spreadsheet exports. */
  public static final Charset GB18030 = Charset.forName("GB18030");

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  private final CSVParser parser;
  private final Limits limits;

  private CsvFile(CSVParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /**
   * Opens a file after reading it through once for its character set.
   *
   * @param charset UTF-8 or GB18030
   */
  public static CsvFile open(Path file, Charset charset, Limits limits)
      throws FileRefusedException {
    FileSize.require(file, limits);
    try {
      requireEncoding(file, charset);
      return new CsvFile(FORMAT.parse(reader(file, charset)), limits);
    } catch (IOException unreadable) {
      throw new FileRefusedException(
          "FILE_UNREADABLE", "文件读不出来：" + unreadable.getMessage() + "，请重新报送", unreadable);
    }
  }

  /** GB18030 reads almost any UTF-8 file, as other characters: what is valid UTF-8 is UTF-8. */
  private static void requireEncoding(Path file, Charset charset)
      throws IOException, FileRefusedException {
    Scan asUtf8 = scan(file, StandardCharsets.UTF_8);
    if (asUtf8 == Scan.ASCII) {
      return;
    }
    boolean utf8 = asUtf8 == Scan.BEYOND_ASCII;
    boolean gb18030 = !utf8 && scan(file, GB18030) != Scan.MALFORMED;
    boolean right = charset.equals(StandardCharsets.UTF_8) ? utf8 : gb18030;
    if (!right) {
      String actual = utf8 ? "UTF-8" : gb18030 ? "GB18030" : "无法识别";
      throw new FileRefusedException(
          "ENCODING_WRONG",
          actual,
          "文件编码应为 %s，实际像是 %s，请按 %s 另存为 CSV 后重新报送"
              .formatted(charset.name(), actual, charset.name()));
    }
  }

  private static Scan scan(Path file, Charset charset) throws IOException {
    Scan found = Scan.ASCII;
    char[] buffer = new char[1 << 14];
    try (Reader reader = reader(file, charset)) {
      for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == 0) {
            return Scan.MALFORMED;
          }
          found = buffer[i] > 127 ? Scan.BEYOND_ASCII : found;
        }
      }
      return found;
    } catch (CharacterCodingException malformed) {
      return Scan.MALFORMED;
    }
  }

  private static Reader reader(Path file, Charset charset) throws IOException {
    BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                charset
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    if (reader.read() != '\uFEFF') {
      reader.reset();
    }
    return reader;
  }

  @Override
  public String sheet() {
    return null;
  }

  @Override
  public MergedCells merged() {
    return MergedCells.NONE;
  }

  @Override
  public Iterator<Row> rows() {
    return parser.stream().map(this::row).iterator();
  }

  private Row row(CSVRecord csvRecord) {
    int number = Math.toIntExact(csvRecord.getRecordNumber());
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < Math.min(csvRecord.size(), limits.columns()); column++) {
      String text = csvRecord.get(column);
      cells.add(
          text.isEmpty()
              ? null
              : new Cell(Columns.reference(column, number), text, Cell.Kind.UNTYPED));
    }
    return new Row(number, cells);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What a file is in some character set. */
  private enum Scan {
    ASCII,
    BEYOND_ASCII,
    MALFORMED
  }
}
