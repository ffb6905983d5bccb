package io.mujun.ingestion.table;

import io.mujun.record.value.Cell;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.FormulaError;

/** What the text of a cell is, in every kind of file. */
public final class Cells {
  private static final Set<String> ERRORS =
      Arrays.stream(FormulaError.values())
          .map(FormulaError::getString)
          .filter(text -> text.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());

  /** LibreOffice's own errors, and a number for which the column was too narrow. */
  private static final Pattern OTHER_ERROR = Pattern.compile("Err:\\d{3}|#{2,}");

  /** How a text export keeps the zeros of a code: {@code ="0012"}. */
  private static final Pattern KEPT = Pattern.compile("=\"(.*)\"");

  private static final Pattern FORMULA = Pattern.compile("=[\\p{Alnum}(+-].*", Pattern.DOTALL);

  private Cells() {}

  /** The cell of a text; null where it is empty. Some programs keep an error as its text. */
  public static Cell text(String reference, String text) {
    return text.isEmpty() ? null : cell(reference, text, Cell.Kind.TEXT);
  }

  /** The cell of a file that has no types; null where it is empty. */
  public static Cell untyped(String reference, String text) {
    if (text.isEmpty() || text.charAt(0) != '=') {
      return text.isEmpty() ? null : cell(reference, text, Cell.Kind.UNTYPED);
    }
    Matcher kept = KEPT.matcher(text);
    if (kept.matches()) {
      return text(reference, kept.group(1).replace("\"\"", "\""));
    }
    return new Cell(
        reference,
        text,
        FORMULA.matcher(text).matches() ? Cell.Kind.UNCOMPUTED : Cell.Kind.UNTYPED);
  }

  private static Cell cell(String reference, String text, Cell.Kind kind) {
    boolean isError = ERRORS.contains(text) || OTHER_ERROR.matcher(text).matches();
    return isError
        ? new Cell(reference, text, Cell.Kind.ERROR)
        : new Cell(reference, unmarked(text), kind);
  }

  /** A text without the apostrophe by which somebody marked a number as a text. */
  private static String unmarked(String text) {
    return text.length() > 1 && text.charAt(0) == '\'' && Character.isDigit(text.charAt(1))
        ? text.substring(1)
        : text;
  }
}
