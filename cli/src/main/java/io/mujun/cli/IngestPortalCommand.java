package io.mujun.cli;

import io.mujun.ingestion.IngestContext;
import io.mujun.ingestion.IngestProgress;
import io.mujun.ingestion.PortalIngestion;
import io.mujun.ingestion.change.ChangeReading;
import io.mujun.warehouse.source.PortalSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mujun ingest portal}. */
@Command(
    name = "portal",
    description = {
      "Takes in what changed at the portals (接口), over HTTP.",
      "",
      "It asks for what changed since the last commit; with nothing new it writes nothing. Pages"
          + " that do not fit together are asked for again. A portal that is down does not stop the"
          + " next one."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is in",
      "1:a source failed, or a comparison was held; the rest is in",
      "3:records were refused; the rest is in"
    })
final class IngestPortalCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ChangeOptions changes;
  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    ChangeReading.Depth depth = changes.depth();
    try (Workspace workspace = Workspace.openToWrite("ingest portal");
        Portals portals = Portals.of(workspace)) {
      IngestContext context = Ingestions.context(workspace, options.day());
      List<SourceOutcome> outcomes =
          ingest(
              portals,
              context,
              changes.chosen(PortalIngestion.sources(context.rules())),
              depth,
              Ingestions.progress(spec.commandLine().getErr()));
      return options.end(outcomes, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
  }

  /** Takes in what changed at the portals, one after another. */
  static List<SourceOutcome> ingest(
      Portals portals,
      IngestContext context,
      List<PortalSource> sources,
      ChangeReading.Depth depth,
      IngestProgress progress) {
    return SourceOutcome.ofEach(
        sources,
        source -> PortalIngestion.ingest(source, portals.portal(source), context, depth, progress));
  }
}
