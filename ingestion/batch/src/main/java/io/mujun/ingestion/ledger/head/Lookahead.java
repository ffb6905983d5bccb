package io.mujun.ingestion.ledger.head;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.RefusedOnTheWayException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.TableFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The rows of a file, some of which can be looked at before they are taken. */
public final class Lookahead {
  private final Iterator<Row> rows;
  private final String sheet;
  private final Deque<Row> ahead = new ArrayDeque<>();

  Lookahead(TableFile file) throws FileRefusedException {
    this.rows = file.rows();
    this.sheet = file.sheet();
  }

  /** The next rows, which are still to come; fewer at the end. */
  public List<Row> peek(int count) throws FileRefusedException {
    while (ahead.size() < count) {
      Row row = read();
      if (row == null) {
        break;
      }
      ahead.add(row);
    }
    return new ArrayList<>(ahead).subList(0, Math.min(count, ahead.size()));
  }

  /** The next row, or null at the end. */
  public Row next() throws FileRefusedException {
    return ahead.isEmpty() ? read() : ahead.remove();
  }

  /** Whatever a reader throws, the file is damaged there. */
  private Row read() throws FileRefusedException {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (RefusedOnTheWayException met) {
      throw met.refusal();
    } catch (RuntimeException damaged) {
      throw new FileRefusedException(
          "FILE_DAMAGED", sheet, "文件中途损坏，整份不收。请用电子表格软件打开核对，另存后重新报送", damaged);
    }
  }
}
