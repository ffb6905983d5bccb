package io.mujun.ingestion;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.Locator;
import io.mujun.record.RecordSink;
import io.mujun.record.SourceRecord;
import io.mujun.record.value.Cell;
import io.mujun.warehouse.validation.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Counts what a batch holds, and words its problems. Writes nothing. */
class Tally implements RecordSink {
  private static final Locator NOWHERE = Locator.ofFile(null, null, null);

  private long accepted;
  private long refused;
  private long warned;
  private boolean refusedWhole;
  private final List<Problem> refusals = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  @Override
  public void add(SourceRecord read) {
    if (read.isRefused()) {
      refused++;
      Problem problem = refusal(read);
      list(refusals, problem);
      refuse(problem, read.values().get("zone_code"));
      return;
    }
    accepted++;
    accept(read);
    if (!read.findings().isEmpty()) {
      warned++;
      for (Finding finding : read.findings()) {
        warnOf(finding, read.locator(), cell(read, finding));
      }
    }
  }

  @Override
  public void note(Finding finding, Locator locator, String cell) {
    warned++;
    warnOf(finding, locator, cell);
  }

  /** The file as a whole is refused: whatever was counted is not in. */
  void refuseWhole(FileRefusedException fault, Locator locator) {
    accepted = 0;
    refused = 0;
    warned = 0;
    refusedWhole = true;
    refusals.clear();
    warnings.clear();
    Problem problem =
        new Problem(fault.code(), null, fault.text(), fault.getMessage(), locator, null);
    refusals.add(problem);
    refuse(problem, null);
  }

  /** The statement as a whole is held back, for no fault of a record. */
  void holdWhole(String code, String reason) {
    Problem problem = new Problem(code, null, null, reason, NOWHERE, null);
    refusals.add(problem);
    refuse(problem, null);
  }

  /** What to do with an accepted record. */
  void accept(SourceRecord read) {}

  /**
   * What to do with a refused record, or a refused file.
   *
   * @param zone zone of the record, where it is known
   */
  void refuse(Problem problem, Object zone) {}

  /** What to do with a warning. */
  void warn(Problem problem) {}

  private void warnOf(Finding finding, Locator locator, String cell) {
    Problem problem =
        new Problem(
            finding.code(),
            finding.property(),
            finding.text(),
            place(locator) + finding.message(),
            locator,
            cell);
    list(warnings, problem);
    warn(problem);
  }

  private static Problem refusal(SourceRecord read) {
    List<Finding> errors = read.findings().stream().filter(Finding::isError).toList();
    Finding first = errors.get(0);
    String message =
        place(read.locator())
            + errors.stream().map(Finding::message).collect(Collectors.joining("；"));
    return new Problem(
        first.code(), first.property(), first.text(), message, read.locator(), cell(read, first));
  }

  private static String cell(SourceRecord read, Finding finding) {
    Cell cell = finding.property() == null ? null : read.cells().get(finding.property());
    return cell == null || read.locator().row() == null ? null : cell.reference();
  }

  private static String place(Locator locator) {
    if (locator.row() != null) {
      return "第 " + locator.row() + " 行：";
    }
    return locator.key() == null ? "" : "记录 " + locator.key() + "：";
  }

  private static void list(List<Problem> problems, Problem problem) {
    if (problems.size() < Receipt.LISTED) {
      problems.add(problem);
    }
  }

  long accepted() {
    return accepted;
  }

  long refused() {
    return refused;
  }

  long warned() {
    return warned;
  }

  Receipt.Status status() {
    return refusedWhole || (accepted == 0 && refused > 0)
        ? Receipt.Status.REFUSED
        : Receipt.Status.ACCEPTED;
  }

  Receipt receipt(BatchHead head, Receipt.Status status, String receivedOn, List<String> notes) {
    return new Receipt(
        head.id(),
        head.sourceName(),
        head.system(),
        head.kind(),
        head.table(),
        head.file(),
        status,
        receivedOn,
        accepted + refused,
        accepted,
        refused,
        warned,
        notes,
        List.copyOf(refusals),
        List.copyOf(warnings));
  }
}
