package io.mujun.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    synopsisSubcommandLabel = "(ledgers | exchange | stream | check | list | release | withdraw)",
    subcommands = {
      IngestLedgersCommand.class,
      IngestExchangeCommand.class,
      IngestStreamCommand.class,
      IngestCheckCommand.class,
      IngestListCommand.class,
      IngestReleaseCommand.class,
      IngestWithdrawCommand.class
    })
final class IngestCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    throw new ParameterException(
        command,
        "Say what to take in: ledgers, exchange or stream; or what to do: check, list, release or"
            + " withdraw.");
  }
}
