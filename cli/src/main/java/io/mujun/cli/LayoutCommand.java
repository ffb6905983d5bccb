package io.mujun.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mujun layout}. */
@Command(
    name = "layout",
    description = {
      "Helps with layouts of ledgers (ingestion/layouts): what they look like, whoever sends them.",
      "",
      "Writes nothing."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "(suggest | test)",
    subcommands = {LayoutSuggestCommand.class, LayoutTestCommand.class})
final class LayoutCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine command = spec.commandLine();
    throw new ParameterException(command, "Say what to do with a layout: suggest or test.");
  }
}
