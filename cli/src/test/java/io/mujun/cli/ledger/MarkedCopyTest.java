package io.mujun.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.ingestion.ReceivedFiles;
import io.mujun.ingestion.table.Limits;
import io.mujun.ingestion.table.Row;
import io.mujun.ingestion.table.SheetChoice;
import io.mujun.ingestion.table.TableFile;
import io.mujun.ingestion.table.file.TableFiles;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.apache.poi.ss.util.CellReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedCopyTest {
  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final String XLSX = "samples/ledgers/2024-11-15/陵川示范区固定资产投资台账2024年10月.xlsx";
  private static final String XLS =
      "ingestion/batch/src/test/resources/ledgers/亿元月报.libreoffice.xls";
  private static final String CSV = "samples/ledgers/2024-11-15/潞城经开区投资台账-2024-10.csv";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {XLSX, XLS})
  void marksJustTheTracedCellsAndChangesNoText(String file) throws IOException {
    Path kept = HOME.resolve(file);
    byte[] before = Files.readAllBytes(kept);
    String sheet = sheet(kept);
    List<Row> rows = rows(kept);
    Row last = rows.get(rows.size() - 1);
    Row record = rows.get(rows.size() / 2);
    LedgerMark cell = mark(sheet, record, 3);
    LedgerMark row = new LedgerMark(sheet, last.number(), null, null, null, "1", null);
    Path copy = folder.resolve("copy");

    assertThat(MarkedCopy.write(kept, List.of(cell, row), "=1+1 年度完成率", copy))
        .isEqualTo(Marking.CELLS);

    assertThat(texts(copy)).isEqualTo(texts(kept));
    assertThat(Files.readAllBytes(kept)).isEqualTo(before);
    Set<String> yellow = new TreeSet<>(filled(copy, sheet));
    yellow.removeAll(filled(kept, sheet));
    assertThat(yellow)
        .contains(cell.cell())
        .allMatch(
            reference ->
                reference.equals(cell.cell())
                    || new CellReference(reference).getRow() + 1 == last.number())
        .hasSizeGreaterThan(1);
    assertThat(comment(copy, sheet, cell.cell())).isEqualTo("=1+1 年度完成率\nytd_investment\n分子 7");
  }

  @Test
  void aTextIsCopiedAndItsListHoldsNoFormula() throws IOException {
    Path copy = folder.resolve("copy");
    LedgerMark mark = new LedgerMark(null, 5, "G5", "project_name", "=HYPERLINK(\"x\")", "7", null);

    assertThat(MarkedCopy.write(HOME.resolve(CSV), List.of(mark), "", copy))
        .isEqualTo(Marking.TEXT);

    assertThat(copy).hasSameBinaryContentAs(HOME.resolve(CSV));
    assertThat(TracedLedgers.list(List.of(mark)).lines())
        .containsExactly(
            "sheet,row,cell,column,text,numerator_share,denominator_share",
            ",5,G5,project_name,\"'=HYPERLINK(\"\"x\"\")\",7,");
  }

  @ParameterizedTest
  @ValueSource(strings = {XLSX, XLS, CSV})
  void aCellThatDoesNotSayWhatWasReadIsAnError(String file) throws Exception {
    KeptLedger ledger = keep(HOME.resolve(file));
    String sheet = sheet(ledger.file());
    Row record = rows(ledger.file()).get(rows(ledger.file()).size() / 2);
    LedgerMark right = mark(sheet, record, 3);
    LedgerMark other =
        new LedgerMark(sheet, record.number(), right.cell(), "ytd_investment", "甲", "7", null);
    LedgerMark beyond = new LedgerMark(sheet, 9_999, "A9999", "ytd_investment", "", "7", null);

    ledger.require(List.of(right));
    assertThatThrownBy(() -> ledger.require(List.of(right, other, beyond)))
        .isInstanceOfSatisfying(
            MujunException.class,
            fault -> assertThat(fault.code()).isEqualTo("LEDGER_CELL_NOT_FOUND"))
        .hasMessageContainingAll("2 of 3", right.cell() + " “甲”", "A9999");
  }

  @Test
  void aFileThatIsNotWhatWasReceivedIsNotOpened() throws Exception {
    KeptLedger ledger = keep(HOME.resolve(CSV));
    String hash = ledger.hash();
    assertThat(KeptLedger.find(folder, ledger.name(), hash)).isEqualTo(ledger);

    assertNotKept(ledger.name(), "0".repeat(64));
    assertNotKept("../" + hash + "/" + ledger.name(), hash);
    assertNotKept(null, hash);
    Files.writeString(ledger.file(), "changed");
    assertNotKept(ledger.name(), hash);
  }

  private void assertNotKept(String name, String hash) {
    assertThatThrownBy(() -> KeptLedger.find(folder, name, hash))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("LEDGER_NOT_KEPT"));
  }

  private KeptLedger keep(Path file) throws Exception {
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    String name = file.getFileName().toString();
    Path kept = ReceivedFiles.path(folder, hash, name);
    Files.createDirectories(kept.getParent());
    Files.copy(file, kept);
    return KeptLedger.find(folder, name, hash);
  }

  private static LedgerMark mark(String sheet, Row row, int column) {
    return new LedgerMark(
        sheet, row.number(), row.reference(column), "ytd_investment", row.text(column), "7", null);
  }

  private static String sheet(Path file) throws IOException {
    try (TableFile table = open(file)) {
      return table.sheet();
    }
  }

  private static List<Row> rows(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (TableFile table = open(file)) {
      for (Iterator<Row> each = table.rows(); each.hasNext(); ) {
        Row row = each.next();
        if (!row.isBlank()) {
          rows.add(row);
        }
      }
    } catch (io.mujun.ingestion.table.FileRefusedException refused) {
      throw new IOException(refused);
    }
    return rows;
  }

  private static TableFile open(Path file) throws IOException {
    try {
      return TableFiles.open(file, SheetChoice.firstVisible(), Limits.DEFAULT);
    } catch (io.mujun.ingestion.table.FileRefusedException refused) {
      throw new IOException(refused);
    }
  }

  private static List<String> texts(Path file) throws IOException {
    return rows(file).stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> cell != null)
        .map(cell -> cell.reference() + " " + cell.text() + " " + cell.kind())
        .toList();
  }

  /** References of the cells that are filled yellow. */
  private static Set<String> filled(Path file, String sheet) throws IOException {
    Set<String> filled = new TreeSet<>();
    try (Workbook workbook = WorkbookFactory.create(file.toFile(), null, true)) {
      for (org.apache.poi.ss.usermodel.Row row : workbook.getSheet(sheet)) {
        for (Cell cell : row) {
          if (cell.getCellStyle().getFillPattern() == FillPatternType.SOLID_FOREGROUND
              && cell.getCellStyle().getFillForegroundColor()
                  == org.apache.poi.ss.usermodel.IndexedColors.YELLOW.getIndex()) {
            filled.add(cell.getAddress().formatAsString());
          }
        }
      }
    }
    return filled;
  }

  private static String comment(Path file, String sheet, String reference) throws IOException {
    CellReference place = new CellReference(reference);
    try (Workbook workbook = WorkbookFactory.create(file.toFile(), null, true)) {
      return workbook
          .getSheet(sheet)
          .getRow(place.getRow())
          .getCell(place.getCol())
          .getCellComment()
          .getString()
          .getString();
    }
  }
}
