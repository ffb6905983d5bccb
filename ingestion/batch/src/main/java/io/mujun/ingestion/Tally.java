package io.mujun.ingestion;

import io.mujun.ingestion.table.FileRefusedException;
import io.mujun.record.Locator;
import io.mujun.record.Problem;
import io.mujun.record.RecordCounts;
import io.mujun.record.RecordSink;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.validation.Finding;
import java.util.ArrayList;
import java.util.List;

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
      for (Finding finding : read.findings()) {
        if (finding.isError()) {
          Problem problem = Problem.of(finding, read);
          list(refusals, problem);
          refuse(problem, zone(read));
        }
      }
      return;
    }
    accepted++;
    accept(read);
    if (!read.findings().isEmpty()) {
      warned++;
      for (Finding finding : read.findings()) {
        warn(Problem.of(finding, read), zone(read));
      }
    }
  }

  @Override
  public void note(Finding finding, Locator locator, String cell) {
    warned++;
    warn(Problem.of(finding, locator, cell), null);
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
   * What to do with an error of a refused record, or with a refused file.
   *
   * @param zone zone of the record, where it is known
   */
  void refuse(Problem problem, Object zone) {}

  /**
   * What to do with a warning.
   *
   * @param zone zone of the record, where it is known
   */
  void warn(Problem problem, Object zone) {
    list(warnings, problem);
  }

  private static Object zone(SourceRecord read) {
    return read.values().get("zone_code");
  }

  private static void list(List<Problem> problems, Problem problem) {
    if (problems.size() < Problem.LISTED) {
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

  String firstRefusal() {
    return refusals.get(0).message();
  }

  RecordCounts counts() {
    return new RecordCounts(accepted, refused, warned);
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
