package io.mujun.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line {@code mujun}. */
@Command(
    name = "mujun",
    description = {
      "Mujun (亩均): the warehouse and BI backend of a city's development zones.",
      "",
      "Everything it makes lies under .mujun/ (MUJUN_DATA moves it)."
    },
    mixinStandardHelpOptions = true,
    version = "mujun 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed; the message begins with a code",
      "2:wrong usage",
      "3:records were refused; the rest is in",
      "4:a check withheld the publication; the published numbers are as they were"
    },
    footer = {
      "",
      "Begin with: mujun demo",
      "Settings are environment variables; see README.md, Settings."
    },
    subcommands = {
      DemoCommand.class,
      IngestCommand.class,
      NightlyCommand.class,
      SqlCommand.class,
      BulletinCommand.class,
      SamplesCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      TablesCommand.class,
      HelpCommand.class
    })
public final class Main {
  private Main() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report);
  }

  /** Tells a person what is wrong, and a script that asked for JSON the same as JSON. */
  private static int report(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    Failure failure = Failure.of(fault);
    PrintWriter err = command.getErr();
    if (wantsJson(parsed)) {
      command.getOut().println(Output.json(failure));
      command.getOut().flush();
    }
    err.println("mujun: " + failure.code() + ": " + failure.message());
    if (failure.isUnforeseen()) {
      fault.printStackTrace(err);
    }
    return ExitCodes.FAILED;
  }

  private static boolean wantsJson(CommandLine.ParseResult parsed) {
    List<CommandLine> commands = parsed.asCommandLineList();
    return commands.get(commands.size() - 1).getParseResult().hasMatchedOption("--json");
  }
}
