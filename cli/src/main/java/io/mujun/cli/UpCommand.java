package io.mujun.cli;

import io.mujun.cli.stack.ServiceStatus;
import io.mujun.cli.stack.Settings;
import io.mujun.cli.stack.Stack;
import io.mujun.cli.stack.TrinoServer;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun up}. */
@Command(
    name = "up",
    description = {
      "Starts PostgreSQL, Trino and Superset, and leaves them running.",
      "",
      "The tables follow their contracts, and the boards and users follow their declarations."
          + " What runs already is left running. The first time, Superset is installed, which takes"
          + " some minutes and needs the network."
    },
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "Writes the servers as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Settings settings = Home.settings();
    try (Workspace workspace = Workspace.openToWrite("up")) {
      workspace.stack().requirePrograms();
      workspace.applyContracts();
    }
    try (Stack stack = Stack.open(settings, line -> Output.progress(err, line))) {
      TrinoServer trino = stack.trino();
      String boards = stack.superset().address().toString();
      stack.keepRunning();
      List<ServiceStatus> servers = Stack.status(settings);
      if (json) {
        out.println(Output.json(servers));
      } else {
        out.println("Boards      " + boards);
        out.println("SQL (JDBC)  " + trino.jdbcUrl());
        out.println("PostgreSQL  " + stack.postgres().url("mujun_catalog"));
        out.println();
        out.println(
            "Users are those of warehouse/access/users.yaml; the password of each stands in "
                + settings.secrets().resolve("trino-user-<user>")
                + ", for boards and SQL alike.");
        out.println("mujun down stops all of it.");
      }
    }
    return ExitCodes.DONE;
  }
}
