package io.mujun.cli;

import io.mujun.ingestion.ExchangeIngestion;
import io.mujun.ingestion.IngestContext;
import io.mujun.ingestion.IngestProgress;
import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.exchange.Drivers;
import io.mujun.warehouse.source.ExchangeSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mujun ingest exchange}. */
@Command(
    name = "exchange",
    description = {
      "Takes in what changed in the exchange databases (前置库).",
      "",
      "It reads on from where the last commit had come to; with nothing new it writes nothing. A"
          + " database that is down does not stop the next one."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is in",
      "1:a source failed, or a comparison was held; the rest is in",
      "3:records were refused; the rest is in"
    })
final class IngestExchangeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ChangeOptions changes;
  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    ChangeReading.Depth depth = changes.depth();
    try (Workspace workspace = Workspace.openToWrite("ingest exchange")) {
      IngestContext context = Ingestions.context(workspace, options.day());
      List<SourceOutcome> outcomes =
          ingest(
              workspace,
              context,
              changes.chosen(ExchangeIngestion.sources(context.rules())),
              depth,
              Ingestions.progress(spec.commandLine().getErr()));
      return options.end(outcomes, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
  }

  /** Takes in what changed in the sources, one after another. */
  static List<SourceOutcome> ingest(
      Workspace workspace,
      IngestContext context,
      List<ExchangeSource> sources,
      ChangeReading.Depth depth,
      IngestProgress progress) {
    Connections connections = Connections.of(workspace);
    Drivers drivers = new Drivers(workspace.settings().data().resolve("drivers"));
    return SourceOutcome.ofEach(
        sources,
        source ->
            ExchangeIngestion.ingest(
                source,
                connections.connection(source.database()).exchange(drivers),
                context,
                depth,
                progress));
  }
}
