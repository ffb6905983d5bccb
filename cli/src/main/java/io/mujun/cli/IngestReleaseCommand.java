package io.mujun.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mujun ingest release}. */
@Command(
    name = "release",
    description = {
      "Lets a ledger hold that was held back (退回), with the records that could be taken.",
      "",
      "What held before is superseded. Totals that it enters are lower bounds where records of it"
          + " were refused; the next night computes them."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; nothing was changed"})
final class IngestReleaseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DecisionOptions options;

  @Override
  public Integer call() {
    if (!options.hasReason()) {
      throw new ParameterException(spec.commandLine(), "--reason must say something.");
    }
    return options.decide(
        "ingest release", actions -> actions::release, spec.commandLine().getOut());
  }
}
