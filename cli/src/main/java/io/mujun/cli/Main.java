package io.mujun.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      "4:a check withheld the publication; the published numbers are as they were",
      "5:a publication or a number is not what computing it again gives"
    },
    footer = {
      "",
      "Begin with: mujun demo",
      "Settings are environment variables; see README.md, Settings."
    })
public final class Main {
  private static final Map<String, Class<?>> COMMANDS = commands();

  private Main() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    System.exit(commandLine(arguments).execute(arguments));
  }

  /**
   * The command line for these arguments. Where they begin with a command, it knows that one alone:
   * to look through all of them takes longer than many a command does.
   */
  static CommandLine commandLine(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    Class<?> only = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
    if (only == null || only == HelpCommand.class) {
      COMMANDS.forEach(line::addSubcommand);
    } else {
      line.addSubcommand(arguments[0], only);
    }
    return line.setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report);
  }

  private static Map<String, Class<?>> commands() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("demo", DemoCommand.class);
    commands.put("ingest", IngestCommand.class);
    commands.put("layout", LayoutCommand.class);
    commands.put("nightly", NightlyCommand.class);
    commands.put("maintain", MaintainCommand.class);
    commands.put("sql", SqlCommand.class);
    commands.put("trace", TraceCommand.class);
    commands.put("bulletin", BulletinCommand.class);
    commands.put("docs", DocsCommand.class);
    commands.put("publications", PublicationsCommand.class);
    commands.put("samples", SamplesCommand.class);
    commands.put("up", UpCommand.class);
    commands.put("down", DownCommand.class);
    commands.put("status", StatusCommand.class);
    commands.put("tables", TablesCommand.class);
    commands.put("help", HelpCommand.class);
    return commands;
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
