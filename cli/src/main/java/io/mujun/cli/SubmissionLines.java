package io.mujun.cli;

import io.mujun.ingestion.statement.Submission;

/** A submission as people read it: what it is, and under it what became of it. */
final class SubmissionLines {
  private SubmissionLines() {}

  static String of(Submission submission) {
    StringBuilder lines = new StringBuilder();
    lines.append(
        "%s  %s  %s%n"
            .formatted(submission.batchId(), submission.state().label(), submission.file()));
    lines.append(
        "    %s, %s%s%s%n"
            .formatted(
                submission.system(),
                submission.table() == null ? "-" : submission.table(),
                submission.period() == null ? "" : ", " + submission.period(),
                submission.statesNone() ? ", 本月无" : ""));
    for (Submission.Change change : submission.states()) {
      String line =
          "    %s  %-10s  %s"
              .formatted(
                  change.on(),
                  change.state().code(),
                  change.reason() == null ? "" : change.reason());
      lines.append("%s%n".formatted(line.stripTrailing()));
    }
    return lines.toString();
  }
}
