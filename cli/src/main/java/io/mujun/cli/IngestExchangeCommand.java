package io.mujun.cli;

import io.mujun.ingestion.ConnectionSettings;
import io.mujun.ingestion.ExchangeIngestion;
import io.mujun.ingestion.IngestContext;
import io.mujun.ingestion.Progress;
import io.mujun.ingestion.Receipt;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ExchangeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun ingest exchange}. */
@Command(
    name = "exchange",
    description = {
      "Takes in what changed in the exchange databases (前置库).",
      "",
      "It reads on from where the last commit had come to; with nothing new it writes nothing."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all is in", "1:failed", "3:records were refused; the rest is in"})
final class IngestExchangeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "One source of ingestion/sources; default: all of them.")
  private String source;

  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    try (Workspace workspace = Workspace.openToWrite("ingest exchange")) {
      IngestContext context = Ingestions.context(workspace, options.day());
      return options.end(
          ingest(
              workspace,
              context,
              chosen(ExchangeIngestion.sources(context.rules())),
              Ingestions.progress(spec.commandLine().getErr())),
          spec.commandLine().getOut());
    }
  }

  /** Takes in what changed in the sources, one after another. */
  static List<Receipt> ingest(
      Workspace workspace, IngestContext context, List<ExchangeSource> sources, Progress progress) {
    Connections connections = Connections.of(workspace);
    List<Receipt> receipts = new ArrayList<>();
    for (ExchangeSource exchange : sources) {
      Connections.Connection connection = connections.connection(exchange.database());
      receipts.addAll(
          ExchangeIngestion.ingest(
              exchange,
              new ConnectionSettings(connection.url(), connection.user(), connection.password()),
              context,
              progress));
    }
    return receipts;
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
