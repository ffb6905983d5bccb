package io.mujun.ingestion.table;

import io.mujun.record.value.Texts;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which sheet of a workbook is read; a file without sheets has nothing to choose. */
public final class SheetChoice {
  private final String wanted;
  private final Predicate<String> fits;

  private SheetChoice(String wanted, Predicate<String> fits) {
    this.wanted = wanted;
    this.fits = fits;
  }

  /** The first sheet that is not hidden. */
  public static SheetChoice firstVisible() {
    return new SheetChoice(null, name -> true);
  }

  /** The sheet of a name; spaces and full-width forms do not count. */
  public static SheetChoice named(String name) {
    return new SheetChoice(name, Texts.compact(name)::equals);
  }

  /** The one visible sheet whose whole name, without spaces and half-width, fits a pattern. */
  public static SheetChoice matching(Pattern pattern) {
    return new SheetChoice(pattern.pattern(), pattern.asMatchPredicate());
  }

  /**
   * The place of the chosen sheet.
   *
   * @throws FileRefusedException where none is there, it is hidden, or several are
   */
  public int choose(List<Sheet> sheets) throws FileRefusedException {
    List<Sheet> fitting =
        sheets.stream().filter(sheet -> fits.test(Texts.compact(sheet.name()))).toList();
    List<Sheet> visible =
        fitting.stream().filter(sheet -> sheet.visibility() == Visibility.VISIBLE).toList();
    if (visible.size() == 1 || (wanted == null && !visible.isEmpty())) {
      return sheets.indexOf(visible.get(0));
    }
    String found = names(sheets);
    if (visible.size() > 1) {
      throw new FileRefusedException(
          "SHEET_AMBIGUOUS",
          names(visible),
          "有几个工作表都可能是要读的：%s，分不清读哪一个，请只留一个".formatted(names(visible)));
    }
    if (wanted == null) {
      throw new FileRefusedException("SHEET_MISSING", found, "文件中没有可见的工作表，请核对后重新报送");
    }
    if (!fitting.isEmpty()) {
      throw new FileRefusedException(
          "SHEET_HIDDEN",
          names(fitting),
          "工作表“%s”是隐藏的，未读取。请取消隐藏并核对内容后重新报送".formatted(names(fitting)));
    }
    throw new FileRefusedException(
        "SHEET_MISSING", found, "找不到工作表“%s”，文件中有：%s。请改回原来的工作表名".formatted(wanted, found));
  }

  private static String names(List<Sheet> sheets) {
    return String.join("、", sheets.stream().map(Sheet::name).toList());
  }

  /**
   * One sheet of a workbook.
   *
   * @param name as its tab shows it
   * @param visibility whether the tab is shown
   */
  public record Sheet(String name, Visibility visibility) {}
}
