package io.mujun.cli;

import io.mujun.cli.stack.Settings;
import io.mujun.ingestion.IngestContext;
import io.mujun.ingestion.IngestProgress;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.Warehouse;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;

/** What the ingesting commands share. */
final class Ingestions {
  private Ingestions() {}

  static Path sources(Settings settings) {
    return settings.home().resolve("ingestion/sources");
  }

  static IngestRules rules(Settings settings) {
    return IngestRules.read(
        new Warehouse(settings.home().resolve("warehouse")), settings.home().resolve("ingestion"));
  }

  static IngestContext context(Workspace workspace, LocalDate receivedOn) {
    workspace.applyContracts();
    return new IngestContext(
        rules(workspace.settings()),
        workspace.catalog(),
        workspace.settings().data(),
        receivedOn,
        Dates.timeOn(receivedOn));
  }

  static IngestProgress progress(PrintWriter err) {
    return (step, name) -> {
      if (step == IngestProgress.Step.STARTED || step == IngestProgress.Step.COMMITTED) {
        Output.progress(err, "  %s %s".formatted(step.name().toLowerCase(Locale.ROOT), name));
      }
    };
  }
}
