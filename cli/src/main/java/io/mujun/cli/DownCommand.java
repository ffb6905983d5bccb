package io.mujun.cli;

import io.mujun.cli.stack.ServiceStatus;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.Stack;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun down}. */
@Command(
    name = "down",
    description = {
      "Stops Superset, Trino and PostgreSQL.",
      "",
      "It is refused while another command writes to the warehouse."
    },
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Writes the servers that were stopped as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Settings settings = Home.settings();
    List<String> running =
        Stack.status(settings).stream()
            .filter(server -> server.state() != ServiceStatus.State.STOPPED)
            .map(ServiceStatus::service)
            .toList();
    Stack.stop(settings);
    if (json) {
      out.println(Output.json(running));
    } else {
      out.println(
          running.isEmpty() ? "Nothing was running." : "Stopped: " + String.join(", ", running));
    }
    return ExitCodes.DONE;
  }
}
