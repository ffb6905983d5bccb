package io.mujun.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mujun ingest withdraw}. */
@Command(
    name = "withdraw",
    description = {
      "Takes a ledger out of force (撤回), for good.",
      "",
      "What held before it holds again from the day on; what was known until then stays known. The"
          + " next night computes it."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed; nothing was changed"})
final class IngestWithdrawCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private DecisionOptions options;

  @Override
  public Integer call() {
    if (!options.hasReason()) {
      throw new ParameterException(spec.commandLine(), "--reason must say something.");
    }
    return options.decide(
        "ingest withdraw", actions -> actions::withdraw, spec.commandLine().getOut());
  }
}
