package io.mujun.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mujun.ingestion.ledger.rows.CellAccount.Use;
import io.mujun.record.IngestRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ledgers as offices hand them in, and what each means: see {@code ledgers/README.md}. */
class LedgerCorpusTest {
  private static final LocalDate DAY = LocalDate.of(2024, 12, 15);
  private static final int LEDGERS = 60;
  private static final int BY_LIBREOFFICE = 25;
  private static final IngestRules RULES = Stage.rules();
  private static final List<DescribedLedger> ALL = DescribedLedger.all();
  private static final Map<String, Taken> TAKEN = new HashMap<>();

  static Stream<Arguments> files() {
    return ALL.stream()
        .flatMap(
            ledger ->
                ledger.files().stream().map(file -> arguments(ledger.name() + "." + file, ledger)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void ledgerMeansWhatItsDescriptionSays(String file, DescribedLedger ledger) throws IOException {
    DescribedLedger.Expected expected = ledger.expected();
    Taken taken = taken(file);
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(taken.refusal).as("refusal of the file").isEqualTo(expected.refusal());
    if (taken.refusal.isEmpty()) {
      softly.assertThat(taken.delivery).as("delivery").isEqualTo(expected.delivery());
      softly.assertThat(taken.stated()).as("period").contains(expected.period());
      softly
          .assertThat(lines(taken.values(expected.columns())))
          .as("records")
          .isEqualTo(lines(expected(expected)));
      softly
          .assertThat(taken.findings())
          .as("findings")
          .containsExactlyInAnyOrderElementsOf(expected.findings());
      assertNotes(softly, taken.notes, expected.notes());
      softly.assertThat(taken.cells).as("cells by use").isEqualTo(counted(file).byUse());
      softly
          .assertThat(taken.cells.values().stream().mapToInt(Integer::intValue).sum())
          .as("cells in all")
          .isEqualTo(counted(file).total());
    }
    softly.assertAll();
  }

  @Test
  void corpusHoldsEveryKindOfDirtTwice() throws IOException {
    Map<String, String> kinds = DescribedLedger.kinds();
    Map<String, List<String>> ledgers = new TreeMap<>();
    kinds.keySet().forEach(kind -> ledgers.put(kind, new ArrayList<>()));
    for (DescribedLedger ledger : ALL) {
      assertThat(kinds.keySet()).as("kinds of %s", ledger.name()).containsAll(ledger.dirt());
      ledger.dirt().forEach(kind -> ledgers.get(kind).add(ledger.name()));
    }
    assertThat(ledgers).allSatisfy((kind, names) -> assertThat(names).hasSizeGreaterThan(1));
  }

  @Test
  void corpusIsLargeAndOfSeveralPrograms() throws IOException {
    List<String> names = ALL.stream().map(DescribedLedger::name).toList();
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(LEDGERS);
    for (String ending : List.of("xlsx", "xls", "csv")) {
      assertThat(ALL)
          .as("saved by LibreOffice as .%s", ending)
          .anyMatch(ledger -> isSavedByLibreOffice(ledger, ending));
    }
    assertThat(ALL.stream().filter(ledger -> isSavedByLibreOffice(ledger, "")).count())
        .isGreaterThanOrEqualTo(BY_LIBREOFFICE);
    TreeSet<String> files = new TreeSet<>(files().map(each -> (String) each.get()[0]).toList());
    try (Stream<Path> there = Files.list(DescribedLedger.FOLDER)) {
      assertThat(
              there
                  .map(path -> path.getFileName().toString())
                  .filter(name -> name.matches(".+\\..+\\.(xlsx|xls|csv)"))
                  .toList())
          .as("files of the folder")
          .containsExactlyInAnyOrderElementsOf(files);
    }
  }

  @Test
  void everyCellOfEveryFileIsAccountedFor() throws IOException {
    Map<Use, Integer> uses = new EnumMap<>(Use.class);
    int counted = 0;
    int notTaken = 0;
    int files = 0;
    for (Object[] each : files().map(Arguments::get).toList()) {
      String file = (String) each[0];
      Taken taken = taken(file);
      int cells = counted(file).total();
      files++;
      counted += cells;
      notTaken += taken.refusal.isEmpty() ? 0 : cells;
      taken.cells.forEach((use, count) -> uses.merge(use, count, Integer::sum));
    }
    int accounted = uses.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        Locale.ROOT,
        "corpus: %d ledgers in %d files, %d cells: %s, in files not taken %d%n",
        ALL.size(),
        files,
        counted,
        uses,
        notTaken);
    assertThat(accounted + notTaken).isEqualTo(counted);
  }

  /** What a file is read as; each is read once. */
  private static Taken taken(String file) {
    return TAKEN.computeIfAbsent(
        file, name -> Taken.of(DescribedLedger.FOLDER.resolve(name), RULES, DAY));
  }

  private static boolean isSavedByLibreOffice(DescribedLedger ledger, String ending) {
    return ledger.files().stream()
        .anyMatch(file -> file.startsWith("libreoffice") && file.endsWith(ending));
  }

  private static void assertNotes(SoftAssertions softly, List<String> notes, List<String> said) {
    softly.assertThat(notes).as("notes").hasSameSizeAs(said);
    said.forEach(
        part -> softly.assertThat(notes).as("notes").anyMatch(note -> note.contains(part)));
  }

  private static Map<Integer, Map<String, String>> expected(DescribedLedger.Expected expected) {
    Map<Integer, Map<String, String>> records = new TreeMap<>();
    expected
        .records()
        .forEach(
            (row, values) -> {
              assertThat(values)
                  .as("row %d of the description", row)
                  .hasSameSizeAs(expected.columns());
              Map<String, String> record = new TreeMap<>();
              for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != null) {
                  record.put(expected.columns().get(i), Taken.plain(values.get(i)));
                }
              }
              records.put(row, record);
            });
    return records;
  }

  private static List<String> lines(Map<Integer, Map<String, String>> records) {
    List<String> lines = new ArrayList<>();
    records.forEach((row, values) -> lines.add("row " + row + " " + values));
    return lines;
  }

  /** What {@code make.py} counted in the finished file, and by what was to become of the cells. */
  private static Counted counted(String file) throws IOException {
    List<String> lines = Files.readAllLines(DescribedLedger.FOLDER.resolve("cells.csv"));
    String[] header = lines.get(0).split(",", -1);
    for (String line : lines) {
      String[] fields = line.split(",", -1);
      if (fields[0].equals(file)) {
        Map<Use, Integer> byUse = new HashMap<>();
        for (int i = 2; i < fields.length; i++) {
          if (!fields[i].equals("0")) {
            byUse.put(Use.valueOf(header[i].toUpperCase(Locale.ROOT)), Integer.valueOf(fields[i]));
          }
        }
        return new Counted(Integer.parseInt(fields[1]), byUse);
      }
    }
    throw new AssertionError(file + " is not in cells.csv");
  }

  private record Counted(int total, Map<Use, Integer> byUse) {}
}
