package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.FormulaError;

/** What is the same for the cells of every kind of workbook. */
final class Cells {
  private static final Set<String> ERRORS =
      Arrays.stream(FormulaError.values())
          .map(FormulaError::getString)
          .filter(text -> text.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());

  private Cells() {}

  /** The cell of a formula's text; some programs keep an error as its text. */
  static Cell result(String reference, String text) {
    return ERRORS.contains(text)
        ? new Cell(reference, text, Cell.Kind.ERROR)
        : text(reference, text);
  }

  /** The cell of a text; null where it is empty. */
  static Cell text(String reference, String text) {
    return text.isEmpty() ? null : new Cell(reference, unmarked(text), Cell.Kind.TEXT);
  }

  /** A text without the apostrophe by which somebody marked a number as a text. */
  static String unmarked(String text) {
    return text.length() > 1 && text.charAt(0) == '\'' && Character.isDigit(text.charAt(1))
        ? text.substring(1)
        : text;
  }
}
