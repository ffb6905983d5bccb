package io.mujun.ingestion.table;

import io.mujun.ingestion.table.file.TableFiles;
import io.mujun.record.value.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads files for tests, by the entry point that ledgers use. */
final class Tables {
  private Tables() {}

  /** All rows of the first visible sheet. */
  static List<Row> rows(Path file) throws FileRefusedException {
    return rows(file, SheetChoice.firstVisible());
  }

  static List<Row> rows(Path file, SheetChoice sheet) throws FileRefusedException {
    try (TableFile table = TableFiles.open(file, sheet, Limits.DEFAULT)) {
      List<Row> rows = new ArrayList<>();
      for (Iterator<Row> left = table.rows(); left.hasNext(); ) {
        rows.add(left.next());
      }
      return rows;
    } catch (RefusedOnTheWayException met) {
      throw met.refusal();
    }
  }

  /** The rows' texts; empty where a row has no cell. */
  static List<List<String>> texts(Path file) throws FileRefusedException {
    return rows(file).stream().map(Tables::texts).toList();
  }

  static List<String> texts(Row row) {
    return row.cells().stream().map(cell -> cell == null ? "" : cell.text()).toList();
  }

  /** The cell of a reference such as {@code B3}, or null. */
  static Cell cell(List<Row> rows, String reference) {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> cell != null && cell.reference().equals(reference))
        .findFirst()
        .orElse(null);
  }
}
