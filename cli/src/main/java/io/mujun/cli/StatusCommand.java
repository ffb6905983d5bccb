package io.mujun.cli;

import io.mujun.cli.stack.ServiceStatus;
import io.mujun.cli.stack.Stack;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun status}. */
@Command(
    name = "status",
    description = "Shows which of PostgreSQL, Trino and Superset run, and where.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Writes the servers as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ServiceStatus> servers = Stack.status(Home.settings());
    if (json) {
      out.println(Output.json(servers));
    } else {
      for (ServiceStatus server : servers) {
        out.println(
            "%-9s %-9s %-10s %s"
                .formatted(
                    server.service(),
                    server.state().name().toLowerCase(Locale.ROOT),
                    server.pid() == 0 ? "" : "pid " + server.pid(),
                    server.address()));
      }
    }
    return ExitCodes.DONE;
  }
}
