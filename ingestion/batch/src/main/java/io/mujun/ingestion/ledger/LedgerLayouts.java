package io.mujun.ingestion.ledger;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.TableFiles;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.source.LedgerSource;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Recognises which layout an incoming file has: by its name, and by its headers. */
public final class LedgerLayouts {
  private static final Pattern ENDING = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]{0,4}$");

  private final IngestRules rules;
  private final Limits limits;

  public LedgerLayouts(IngestRules rules, Limits limits) {
    this.rules = rules;
    this.limits = limits;
  }

  /** The layouts whose glob fits a file's name, whatever its ending. */
  public List<LedgerSource> candidates(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFC);
    return rules.sources().stream()
        .filter(LedgerSource.class::isInstance)
        .map(LedgerSource.class::cast)
        .filter(layout -> glob(stem(layout.file())).matcher(stem(plain)).matches())
        .toList();
  }

  /**
   * Opens a file by the one layout that fits its name and headers.
   *
   * @param file where the content is
   * @param name the file's name as it was sent
   * @param receivedOn the day on which it was received
   */
  public LedgerFile open(Path file, String name, LocalDate receivedOn) throws FileRefusedException {
    List<LedgerSource> candidates = candidates(name);
    if (candidates.isEmpty()) {
      throw new FileRefusedException(
          "LAYOUT_UNKNOWN", name, "没有一种台账版式对应文件名“" + name + "”，请核对文件名，或先登记版式");
    }
    List<LedgerFile> fitting = new ArrayList<>();
    FileRefusedException first = null;
    for (LedgerSource layout : candidates) {
      try {
        fitting.add(open(file, name, layout, receivedOn));
      } catch (FileRefusedException refused) {
        first = first == null ? refused : first;
      }
    }
    if (fitting.size() == 1) {
      return fitting.get(0);
    }
    fitting.forEach(LedgerFile::close);
    if (fitting.isEmpty()) {
      throw first;
    }
    throw new FileRefusedException(
        "LAYOUT_AMBIGUOUS",
        name,
        "文件同时符合几种版式：%s，请在版式文件中写明区别"
            .formatted(fitting.stream().map(found -> found.layout().source()).toList()));
  }

  private LedgerFile open(Path file, String name, LedgerSource layout, LocalDate receivedOn)
      throws FileRefusedException {
    TableFile table = table(file, layout);
    LedgerFile ledger = null;
    try {
      ledger = LedgerFile.open(name, layout, table, receivedOn, rules);
      return ledger;
    } finally {
      if (ledger == null) {
        table.close();
      }
    }
  }

  private TableFile table(Path file, LedgerSource layout) throws FileRefusedException {
    return TableFiles.open(
        file,
        layout.sheet() == null ? SheetChoice.firstVisible() : SheetChoice.named(layout.sheet()),
        limits);
  }

  /** A name without its ending, which says nothing that the content does not say better. */
  private static String stem(String name) {
    return ENDING.matcher(name).replaceFirst("");
  }

  private static Pattern glob(String glob) {
    StringBuilder pattern = new StringBuilder();
    Normalizer.normalize(glob, Normalizer.Form.NFC)
        .codePoints()
        .mapToObj(Character::toString)
        .map(sign -> sign.equals("*") ? ".*" : sign.equals("?") ? "." : Pattern.quote(sign))
        .forEach(pattern::append);
    return Pattern.compile(pattern.toString(), Pattern.DOTALL);
  }
}
