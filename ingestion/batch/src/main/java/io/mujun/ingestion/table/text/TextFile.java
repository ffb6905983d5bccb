package io.mujun.ingestion.table.text;

import io.mujun.ingestion.table.Cells;
import io.mujun.ingestion.table.Columns;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.MergedCells;
import io.mujun.ingestion.table.RefusedOnTheWayException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.Visibility;
import io.mujun.record.value.Cell;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A text whose columns are parted by commas, tabs or semicolons. */
public final class TextFile implements TableFile {
  private static final int START = 1 << 16;

  private final CSVParser parser;
  private final Limits limits;

  private TextFile(CSVParser parser, Limits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /** Opens a file after reading it through for its character set. */
  public static TextFile open(Path file, Limits limits) throws FileRefusedException {
    try {
      Charset charset = TextEncoding.of(file);
      String start = start(file, charset);
      if (start.isBlank()) {
        throw new FileRefusedException("SHEET_EMPTY", null, "表是空的，没有任何内容，请核对后重新报送");
      }
      return new TextFile(
          Separator.of(start).format().parse(TextEncoding.reader(file, charset)), limits);
    } catch (IOException unreadable) {
      throw FileRefusedException.unreadable(unreadable);
    }
  }

  /** The first lines, whole. */
  private static String start(Path file, Charset charset) throws IOException {
    char[] buffer = new char[START];
    int length = 0;
    try (Reader reader = TextEncoding.reader(file, charset)) {
      for (int read = 0; read >= 0 && length < START; ) {
        length += read;
        read = length == START ? -1 : reader.read(buffer, length, START - length);
      }
    }
    String start = new String(buffer, 0, length);
    return length < START ? start : start.substring(0, start.lastIndexOf('\n') + 1);
  }

  @Override
  public String sheet() {
    return null;
  }

  @Override
  public boolean isChosenBy(SheetChoice choice) {
    return true;
  }

  @Override
  public MergedCells merged() {
    return MergedCells.NONE;
  }

  @Override
  public List<String> notes() {
    return List.of();
  }

  @Override
  public Iterator<Row> rows() {
    Iterator<CSVRecord> records = parser.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        long line = parser.getCurrentLineNumber() + 1;
        try {
          return records.hasNext();
        } catch (UncheckedIOException damaged) {
          throw new RefusedOnTheWayException(strayQuote(line, damaged));
        }
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return row(records.next());
      }
    };
  }

  private FileRefusedException strayQuote(long from, UncheckedIOException damaged) {
    long to = Math.max(from, parser.getCurrentLineNumber());
    return new FileRefusedException(
        "FILE_DAMAGED",
        null,
        "第 %s 行的英文双引号不成对，分不清单元格到哪里为止，整份不收。请改用中文引号“”或删去引号，或另存为 .xlsx 后重新报送"
            .formatted(from == to ? String.valueOf(from) : from + " 至 " + to),
        damaged);
  }

  private Row row(CSVRecord csvRecord) {
    int number = Math.toIntExact(csvRecord.getRecordNumber());
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < Math.min(csvRecord.size(), limits.columns()); column++) {
      cells.add(Cells.untyped(Columns.reference(column, number), csvRecord.get(column)));
    }
    return new Row(number, cells, Visibility.VISIBLE);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
