package io.mujun.warehouse.code;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A code list: a UTF-8 CSV file with a header; lines that begin with # are comments and name the
 * source.
 *
 * @param columns names of the header
 * @param rows each row, column → text; an empty cell is null
 * @param lines the line of the file on which each row ends, from 1
 */
public record CodeTable(List<String> columns, List<Map<String, String>> rows, List<Integer> lines) {

  /**
   * Reads a code file.
   *
   * @throws MujunException {@code CODES_INVALID} where the file cannot be read or a row is ragged
   */
  public static CodeTable read(Path file) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setNullString("")
            .setTrim(true)
            .get();
    try (CSVParser parser = format.parse(Files.newBufferedReader(file))) {
      List<String> columns = List.copyOf(parser.getHeaderNames());
      List<Map<String, String>> rows = new ArrayList<>();
      List<Integer> lines = new ArrayList<>();
      for (CSVRecord csvRecord : parser) {
        if (csvRecord.size() != columns.size()) {
          throw new MujunException(
              "CODES_INVALID",
              "%s, line %d: %d cells, but the header has %d."
                  .formatted(
                      file, parser.getCurrentLineNumber(), csvRecord.size(), columns.size()));
        }
        Map<String, String> row = new LinkedHashMap<>();
        columns.forEach(column -> row.put(column, csvRecord.get(column)));
        rows.add(row);
        lines.add(Math.toIntExact(parser.getCurrentLineNumber()));
      }
      return new CodeTable(columns, List.copyOf(rows), List.copyOf(lines));
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new MujunException(
          "CODES_INVALID", file + ": cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
