package io.mujun.cli;

import io.mujun.ingestion.LedgerIngestion;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun ingest check}. */
@Command(
    name = "check",
    description = {
      "Reads ledgers as 'ingest ledgers' would, with the same messages, and writes nothing."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all would be in", "1:failed", "3:something would be refused"})
final class IngestCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files or folders.")
  private List<Path> paths;

  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    return options.end(
        LedgerIngestion.check(paths, Ingestions.rules(Home.settings()), options.day()),
        spec.commandLine().getOut());
  }
}
