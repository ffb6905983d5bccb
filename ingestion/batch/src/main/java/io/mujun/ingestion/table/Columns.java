package io.mujun.ingestion.table;

/** Columns as spreadsheets letter them: A is 0, AA is 26. */
public final class Columns {
  private Columns() {}

  static int index(String letters) {
    int index = 0;
    for (int i = 0; i < letters.length(); i++) {
      index = index * 26 + letters.charAt(i) - 'A' + 1;
    }
    return index - 1;
  }

  static String letters(int column) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column; rest >= 0; rest = rest / 26 - 1) {
      letters.insert(0, (char) ('A' + rest % 26));
    }
    return letters.toString();
  }

  /** The cell of a column from 0 and a row from 1, such as {@code F7}. */
  public static String reference(int column, int row) {
    return letters(column) + row;
  }
}
