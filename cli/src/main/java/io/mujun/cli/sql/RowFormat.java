package io.mujun.cli.sql;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** How rows are written. */
public enum RowFormat {
  /** Aligned columns, as wide as a terminal shows them: a Chinese character is two wide. */
  table {
    @Override
    String write(Rows rows) {
      return TextTable.write(rows);
    }
  },
  /** RFC 4180 with a header; text that a spreadsheet would take for a formula is quoted by '. */
  csv {
    @Override
    String write(Rows rows) throws IOException {
      StringBuilder text = new StringBuilder();
      try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
        printer.printRecord(rows.columns());
        for (List<Object> row : rows.rows()) {
          List<Object> cells = new ArrayList<>();
          row.forEach(value -> cells.add(safe(value)));
          printer.printRecord(cells);
        }
      }
      return text.toString();
    }
  },
  /** A JSON array, one object a row and line; decimals as numbers, without loss. */
  json {
    @Override
    String write(Rows rows) throws IOException {
      JsonMapper mapper =
          JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();
      List<String> lines = new ArrayList<>();
      for (List<Object> row : rows.rows()) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < rows.columns().size(); i++) {
          object.put(rows.columns().get(i), row.get(i));
        }
        lines.add(mapper.writeValueAsString(object));
      }
      return "[" + String.join(",\n", lines) + "]\n";
    }
  };

  private static final String FORMULA_STARTS = "=+-@\t\r";

  abstract String write(Rows rows) throws IOException;

  /** Rows that no query gave: values in the order of the columns. */
  public String write(List<String> columns, List<List<Object>> rows) throws IOException {
    return write(new Rows(columns, rows));
  }

  static Object safe(Object value) {
    return value instanceof String text
            && !text.isEmpty()
            && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0
        ? "'" + text
        : value;
  }
}
