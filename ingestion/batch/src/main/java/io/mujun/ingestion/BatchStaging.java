package io.mujun.ingestion;

import io.mujun.catalog.MujunCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of one batch, until it is known whether the batch is taken. Those of a small one wait in
 * memory and share files with other batches; those of a large one go to files of their own.
 */
final class BatchStaging implements AutoCloseable {
  private static final int HELD = 5_000;

  private final Staging own;
  private final List<Map.Entry<String, Map<String, ?>>> rows = new ArrayList<>();
  private boolean isLarge;

  BatchStaging(MujunCatalog catalog) {
    this.own = new Staging(catalog);
  }

  void write(String table, Map<String, ?> row) {
    if (isLarge) {
      own.write(table, row);
      return;
    }
    rows.add(Map.entry(table, row));
    if (rows.size() > HELD) {
      isLarge = true;
      moveRows(own);
    }
  }

  /** Hands all rows on. */
  void moveTo(Staging target) {
    moveRows(target);
    target.takeOver(own);
  }

  /** Forgets all rows. */
  void discard() {
    rows.clear();
    own.discard();
    isLarge = false;
  }

  private void moveRows(Staging target) {
    rows.forEach(row -> target.write(row.getKey(), row.getValue()));
    rows.clear();
  }

  @Override
  public void close() {
    own.close();
  }
}
