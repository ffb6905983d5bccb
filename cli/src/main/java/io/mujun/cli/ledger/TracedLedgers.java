package io.mujun.cli.ledger;

import io.mujun.cli.sql.RowFormat;
import io.mujun.cli.trace.NumberTrace;
import io.mujun.cli.trace.TracedNumber;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ledgers that a traced number came from, written out with its cells marked. */
public final class TracedLedgers {
  private static final int HASH_DIGITS = 8;

  /** By it a spreadsheet program knows UTF-8. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final List<String> COLUMNS =
      List.of("sheet", "row", "cell", "column", "text", "numerator_share", "denominator_share");

  private final Path data;
  private final Map<String, Set<LedgerMark>> byBatch = new LinkedHashMap<>();

  /**
   * @param data the data folder, in which received files are kept
   */
  private TracedLedgers(Path data) {
    this.data = data;
  }

  /**
   * Writes a copy of each ledger, and beside it the list of the cells, into a folder; of the rows
   * that the trace shows. What an earlier call wrote there under the same names is replaced.
   *
   * @param connection to Trino, as one who reads ods and ops
   * @throws MujunException {@code LEDGER_HIDDEN} where the trace's user does not read ods; {@code
   *     LEDGER_NONE} where no row came from a ledger; {@code LEDGER_NOT_KEPT}, {@code
   *     LEDGER_CELL_NOT_FOUND}, {@code LEDGER_UNWRITABLE}; {@code SQL_FAILED}
   */
  public static List<OpenedLedger> write(
      NumberTrace trace, Connection connection, Path data, Path folder) {
    if (trace.cellsRead() == NumberTrace.Cells.HIDDEN) {
      throw new MujunException(
          "LEDGER_HIDDEN",
          "Ledgers hold personal data as it was received; this user does not read ods.");
    }
    TracedLedgers ledgers = new TracedLedgers(data);
    ledgers.add(trace);
    if (ledgers.byBatch.isEmpty()) {
      throw new MujunException(
          "LEDGER_NONE",
          "No row of %s came from a ledger. Of a metric that is made of others, add --deep; what came from a database is told by its key."
              .formatted(trace.number().metric()));
    }
    return ledgers.write(ledgers.kept(connection), remark(trace), folder);
  }

  private void add(NumberTrace trace) {
    for (NumberTrace.Fact fact : trace.facts()) {
      for (NumberTrace.Origin origin : fact.records()) {
        if (origin.file() != null && origin.row() != null) {
          byBatch
              .computeIfAbsent(origin.batch(), batch -> new LinkedHashSet<>())
              .addAll(marks(fact, origin));
        }
      }
    }
    trace.parts().forEach(this::add);
  }

  private static List<LedgerMark> marks(NumberTrace.Fact fact, NumberTrace.Origin origin) {
    List<LedgerMark> marks =
        origin.cells().stream()
            .filter(cell -> cell.cell() != null)
            .map(
                cell ->
                    new LedgerMark(
                        origin.sheet(),
                        origin.row(),
                        cell.cell(),
                        cell.column(),
                        cell.text(),
                        fact.numerator(),
                        fact.denominator()))
            .toList();
    return marks.isEmpty()
        ? List.of(
            new LedgerMark(
                origin.sheet(),
                origin.row(),
                null,
                null,
                null,
                fact.numerator(),
                fact.denominator()))
        : marks;
  }

  /** The kept file of each batch; several batches may be of one. */
  private Map<KeptLedger, List<LedgerMark>> kept(Connection connection) {
    String batches =
        byBatch.keySet().stream()
            .map(batch -> "'" + batch.replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    Map<KeptLedger, List<LedgerMark>> kept = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>(byBatch.keySet());
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select batch_id, source_file, content_hash from ops.batch where batch_id in (%s)"
                        .formatted(batches)
                    + " order by batch_id")) {
      while (rows.next()) {
        if (missing.remove(rows.getString(1))) {
          kept.computeIfAbsent(
                  KeptLedger.find(data, rows.getString(2), rows.getString(3)),
                  file -> new ArrayList<>())
              .addAll(byBatch.get(rows.getString(1)));
        }
      }
    } catch (SQLException failed) {
      throw new MujunException("SQL_FAILED", failed.getMessage(), failed);
    }
    if (!missing.isEmpty()) {
      throw new MujunException(
          "LEDGER_NOT_KEPT", "ops.batch does not know of: " + String.join(", ", missing) + ".");
    }
    return kept;
  }

  /** All cells are looked for before any copy is written. */
  private List<OpenedLedger> write(
      Map<KeptLedger, List<LedgerMark>> kept, String remark, Path folder) {
    kept.forEach(KeptLedger::require);
    List<OpenedLedger> opened = new ArrayList<>();
    kept.forEach(
        (ledger, marks) -> {
          String name = ledger.hash().substring(0, HASH_DIGITS) + "-" + ledger.name();
          Path copy = folder.resolve(name);
          Path list = folder.resolve(name + ".traced.csv");
          try {
            Files.createDirectories(folder);
            Marking marking = MarkedCopy.write(ledger.file(), marks, remark, copy);
            Files.writeString(list, BYTE_ORDER_MARK + list(marks), StandardCharsets.UTF_8);
            opened.add(
                new OpenedLedger(
                    ledger.name(),
                    ledger.hash(),
                    copy.toString(),
                    list.toString(),
                    marks.size(),
                    marking));
          } catch (IOException | RuntimeException failed) {
            throw new MujunException(
                "LEDGER_UNWRITABLE",
                "The copy %s cannot be written: %s".formatted(copy, failed.getMessage()),
                failed);
          }
        });
    return opened;
  }

  static String list(List<LedgerMark> marks) throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (LedgerMark mark : marks) {
      rows.add(
          Arrays.asList(
              mark.sheet(),
              mark.row(),
              mark.cell(),
              mark.column(),
              mark.text(),
              mark.numerator(),
              mark.denominator()));
    }
    return RowFormat.csv.write(COLUMNS, rows);
  }

  private static String remark(NumberTrace trace) {
    TracedNumber number = trace.number();
    return "%s（%s）%s %s，发布 %s"
        .formatted(
            trace.definition().label(),
            number.metric(),
            number.scope(),
            number.period().toString().substring(0, 7),
            number.publicationId());
  }
}
