package io.mujun.ingestion.table.text;

import io.mujun.ingestion.table.FileRefusedException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What parts the columns of a text, seen in how evenly it cuts the lines. */
enum Separator {
  COMMA(',', "逗号"),
  TAB('\t', "制表符"),
  SEMICOLON(';', "分号");

  private final char sign;
  private final String label;

  Separator(char sign, String label) {
    this.sign = sign;
    this.label = label;
  }

  CSVFormat format() {
    return CSVFormat.RFC4180.builder().setDelimiter(sign).setIgnoreEmptyLines(false).get();
  }

  /**
   * The separator of a table, which may have titles above and notes below.
   *
   * @param start the first lines of the text
   * @throws FileRefusedException where none cuts the lines evenly, or several do
   */
  static Separator of(String start) throws FileRefusedException {
    List<Cut> cuts = new ArrayList<>();
    for (Separator separator : values()) {
      Cut cut = separator.cut(start);
      if (cut.lines() > 0) {
        cuts.add(cut);
      }
    }
    List<Cut> even = cuts.stream().filter(Cut::isEven).toList();
    List<Cut> left = even.isEmpty() ? cuts : even;
    List<Cut> best =
        left.stream().filter(cut -> left.stream().noneMatch(other -> other.holds(cut))).toList();
    if (best.size() == 1) {
      return best.get(0).separator();
    }
    String seen = String.join("和", best.stream().map(cut -> cut.separator().label).toList());
    throw new FileRefusedException(
        "SEPARATOR_UNCLEAR",
        seen,
        (best.isEmpty() ? "文件是文本，看不出各列用什么分隔（应为逗号、制表符或分号）" : "文件是文本，" + seen + "都像是各列的分隔符，分不清用哪一个")
            + "。请用电子表格软件打开核对，另存为 .xlsx 后重新报送");
  }

  private Cut cut(String start) {
    Map<Integer, Set<Long>> linesByWidth = new TreeMap<>();
    Set<Long> all = new HashSet<>();
    try (CSVParser parser = format().parse(new StringReader(start))) {
      for (CSVRecord line : parser) {
        if (line.size() > 1) {
          all.add(parser.getCurrentLineNumber());
          linesByWidth
              .computeIfAbsent(line.size(), width -> new HashSet<>())
              .add(parser.getCurrentLineNumber());
        }
      }
    } catch (IOException | UncheckedIOException strayQuote) {
      // What was cut until there is judged; the table itself is read, and refused, line by line.
      return Cut.of(this, all, linesByWidth);
    }
    return Cut.of(this, all, linesByWidth);
  }

  /**
   * How a separator cuts a text.
   *
   * @param all the lines that it cuts at all
   * @param width into how many columns it cuts most of them
   * @param table those
   */
  private record Cut(Separator separator, Set<Long> all, int width, Set<Long> table) {

    static Cut of(Separator separator, Set<Long> all, Map<Integer, Set<Long>> linesByWidth) {
      Map.Entry<Integer, Set<Long>> most = Map.entry(0, Set.of());
      for (Map.Entry<Integer, Set<Long>> lines : linesByWidth.entrySet()) {
        most = lines.getValue().size() >= most.getValue().size() ? lines : most;
      }
      return new Cut(separator, all, most.getKey(), most.getValue());
    }

    int lines() {
      return all.size();
    }

    boolean isEven() {
      return table.size() >= 2 && table.size() * 3 >= all.size() * 2;
    }

    /** Whether the other one stands within cells only: it is not in each line of this table. */
    boolean holds(Cut other) {
      return width > other.width && !other.all.containsAll(table);
    }
  }
}
