package io.mujun.cli.ledger;

import io.mujun.ingestion.ReceivedFiles;
import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.RefusedOnTheWayException;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.file.TableFiles;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A ledger as it was received.
 *
 * @param file where it is kept
 * @param name what its sender called it
 * @param hash SHA-256 of its content
 */
record KeptLedger(Path file, String name, String hash) {
  private static final int TOLD = 5;

  /**
   * The kept file of a batch.
   *
   * @param data the data folder
   * @throws MujunException {@code LEDGER_NOT_KEPT} where it is not there, or is not what was
   *     received
   */
  static KeptLedger find(Path data, String name, String hash) {
    boolean named = name != null && hash != null && Path.of(name).getNameCount() == 1;
    Path file = named ? ReceivedFiles.path(data, hash, name) : data;
    if (!named || !Files.isRegularFile(file) || !hash.equals(contentHash(file))) {
      throw new MujunException(
          "LEDGER_NOT_KEPT",
          ("The ledger %s is not kept as it was received (content %s). Restore the data folder's"
                  + " received/ from a backup.")
              .formatted(name, hash));
    }
    return new KeptLedger(file, name, hash);
  }

  /**
   * Reads the file again and accepts marks of which each cell says what it said then.
   *
   * @throws MujunException {@code LEDGER_CELL_NOT_FOUND} with the cells that do not; {@code
   *     LEDGER_NOT_KEPT} where the file cannot be read any more
   */
  void require(List<LedgerMark> marks) {
    List<String> missing = new ArrayList<>();
    Set<String> sheets = new LinkedHashSet<>();
    marks.forEach(mark -> sheets.add(mark.sheet()));
    for (String sheet : sheets) {
      List<LedgerMark> wanted =
          marks.stream().filter(mark -> Objects.equals(mark.sheet(), sheet)).toList();
      Set<LedgerMark> found = found(sheet, wanted);
      wanted.stream()
          .filter(mark -> !found.contains(mark))
          .forEach(mark -> missing.add("%s “%s”".formatted(mark.where(), mark.text())));
    }
    if (!missing.isEmpty()) {
      throw new MujunException(
          "LEDGER_CELL_NOT_FOUND",
          "%s: %d of %d traced cells do not say what was read there: %s. No copy was written."
              .formatted(
                  name,
                  missing.size(),
                  marks.size(),
                  missing.stream().limit(TOLD).collect(Collectors.joining(", "))));
    }
  }

  private Set<LedgerMark> found(String sheet, List<LedgerMark> wanted) {
    var byRow = wanted.stream().collect(Collectors.groupingBy(LedgerMark::place));
    Set<LedgerMark> found = new LinkedHashSet<>();
    SheetChoice choice = sheet == null ? SheetChoice.firstVisible() : SheetChoice.named(sheet);
    try (TableFile table = TableFiles.open(file, choice, Limits.DEFAULT)) {
      for (Iterator<Row> rows = table.rows(); rows.hasNext(); ) {
        Row row = rows.next();
        byRow.getOrDefault(row.number(), List.of()).stream()
            .filter(
                mark ->
                    mark.cell() == null
                        || row.text(mark.columnIndex()).equals(Objects.toString(mark.text(), "")))
            .forEach(found::add);
      }
      return found;
    } catch (FileRefusedException | RefusedOnTheWayException refused) {
      throw new MujunException(
          "LEDGER_NOT_KEPT",
          "The kept ledger %s cannot be read: %s".formatted(name, refused.getMessage()),
          refused);
    }
  }

  private static String contentHash(Path file) {
    try {
      return ReceivedFiles.hash(file);
    } catch (IOException unreadable) {
      throw new MujunException(
          "LEDGER_NOT_KEPT",
          "%s cannot be read (%s).".formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }
}
