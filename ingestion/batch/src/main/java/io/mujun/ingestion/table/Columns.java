package io.mujun.ingestion.table;

/** Columns as spreadsheets letter them: A is 0, AA is 26. */
public final class Columns {
  private static final int MOST_LETTERS = 3;

  private Columns() {}

  static int index(String letters) {
    int index = 0;
    for (int i = 0; i < letters.length(); i++) {
      index = index * 26 + letters.charAt(i) - 'A' + 1;
    }
    return index - 1;
  }

  /** The column of a cell's reference, such as {@code F7}. */
  public static int of(String reference) {
    int letters = 0;
    while (letters < reference.length() && !Character.isDigit(reference.charAt(letters))) {
      letters++;
    }
    if (letters == 0 || letters > MOST_LETTERS) {
      throw new IllegalStateException("No spreadsheet has a cell " + reference);
    }
    return index(reference.substring(0, letters));
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
