package io.mujun.cli;

import io.mujun.ingestion.ChangeResult;
import io.mujun.ingestion.ExchangeIngestion;
import io.mujun.ingestion.IngestContext;
import io.mujun.ingestion.IngestProgress;
import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.exchange.Drivers;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ExchangeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "One source of ingestion/sources; default: all of them.")
  private String source;

  @Option(
      names = "--compare",
      description =
          "Reads each table as a whole, and finds what was passed over and what is not there any"
              + " more.")
  private boolean compare;

  @Option(
      names = "--end-missing",
      description =
          "As --compare, and takes the source as right even where much is gone or older than"
              + " before. Needs --source.")
  private boolean endMissing;

  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    if (endMissing && source == null) {
      throw new ParameterException(spec.commandLine(), "--end-missing needs --source");
    }
    try (Workspace workspace = Workspace.openToWrite("ingest exchange")) {
      IngestContext context = Ingestions.context(workspace, options.day());
      List<SourceOutcome> outcomes =
          ingest(
              workspace,
              context,
              chosen(ExchangeIngestion.sources(context.rules())),
              depth(),
              Ingestions.progress(spec.commandLine().getErr()));
      return options.end(outcomes, spec.commandLine().getOut(), spec.commandLine().getErr());
    }
  }

  private ChangeReading.Depth depth() {
    return endMissing
        ? ChangeReading.Depth.COMPARE_AND_END
        : compare ? ChangeReading.Depth.COMPARE : ChangeReading.Depth.CHANGES;
  }

  /**
   * Takes in what changed in the sources, one after another. A source that fails does not stop the
   * next one.
   */
  static List<SourceOutcome> ingest(
      Workspace workspace,
      IngestContext context,
      List<ExchangeSource> sources,
      ChangeReading.Depth depth,
      IngestProgress progress) {
    Connections connections = Connections.of(workspace);
    Drivers drivers = new Drivers(workspace.settings().data().resolve("drivers"));
    List<SourceOutcome> outcomes = new ArrayList<>();
    for (ExchangeSource exchange : sources) {
      try {
        ChangeResult result =
            ExchangeIngestion.ingest(
                exchange,
                connections.connection(exchange.database()).exchange(drivers),
                context,
                depth,
                progress);
        outcomes.add(
            new SourceOutcome(exchange.source(), result.receipts(), List.copyOf(result.faults())));
      } catch (RuntimeException failed) {
        outcomes.add(new SourceOutcome(exchange.source(), List.of(), List.of(failed)));
      }
    }
    return outcomes;
  }

  private List<ExchangeSource> chosen(List<ExchangeSource> sources) {
    if (source == null) {
      return sources;
    }
    List<ExchangeSource> named =
        sources.stream().filter(exchange -> exchange.source().equals(source)).toList();
    if (named.isEmpty()) {
      throw new MujunException(
          "SOURCE_UNKNOWN",
          "There is no exchange source '%s'. There are: %s."
              .formatted(
                  source,
                  String.join(", ", sources.stream().map(ExchangeSource::source).toList())));
    }
    return named;
  }
}
