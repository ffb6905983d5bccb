package io.mujun.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mujun ingest}. */
@Command(
    name = "ingest",
    description = {
      "Takes records in from county systems, and decides which statements hold.",
      "",
      "Each batch leaves a receipt in ops.batch; what is refused stands in ops.refusal with a code,"
          + " the text as it stood, its place, and a sentence for the clerk."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel =
        "(ledgers | exchange | portal | stream | check | list | release | withdraw)",
    subcommands = {
      IngestLedgersCommand.class,
      IngestExchangeCommand.class,
      IngestPortalCommand.class,
      IngestStreamCommand.class,
      IngestCheckCommand.class,
      IngestListCommand.class
    })
final class IngestCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    throw new ParameterException(
        command,
        "Say what to take in: ledgers, exchange, portal or stream; or what to do: check, list, release or"
            + " withdraw.");
  }

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
  int release(@Mixin IngestDecision decision) {
    return decision.take("ingest release", actions -> actions::release);
  }

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
  int withdraw(@Mixin IngestDecision decision) {
    return decision.take("ingest withdraw", actions -> actions::withdraw);
  }
}
