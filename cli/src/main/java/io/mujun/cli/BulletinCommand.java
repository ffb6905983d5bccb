package io.mujun.cli;

import io.mujun.dashboards.bulletin.Bulletins;
import io.mujun.dashboards.bulletin.Week;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun bulletin}. */
@Command(
    name = "bulletin",
    description = {
      "Writes the weekly bulletin (周通报) as one HTML file that opens offline and prints on A4."
    },
    mixinStandardHelpOptions = true)
final class BulletinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--week",
      required = true,
      paramLabel = "YYYY-Www",
      description = "The ISO week, for example 2024-W47.")
  private String week;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder to write to. Default: bulletins/ in the data folder.")
  private Path directory;

  @Option(
      names = "--user",
      description = "Whose zones it shows. Default: ${DEFAULT-VALUE}, who sees all.",
      defaultValue = TrinoDoor.DEFAULT_USER)
  private String user;

  @Option(
      names = "--as-known-on",
      paramLabel = "YYYY-MM-DD",
      description =
          "With the figures of the last publication on or before this day. Default: the week's"
              + " Sunday.")
  private LocalDate knownOn;

  @Option(names = "--note", defaultValue = "", description = "A remark under the heading.")
  private String note;

  @Option(names = "--json", description = "Writes the file's path as JSON.")
  private boolean json;

  @Override
  public Integer call() throws SQLException {
    Week parsed = Week.parse(week);
    PrintWriter out = spec.commandLine().getOut();
    try (Workspace workspace = Workspace.open();
        TrinoDoor door = TrinoDoor.open(workspace)) {
      Path file = write(workspace, door, parsed, knownOn, directory, user, note);
      out.println(json ? Output.json(Map.of("file", file.toString())) : file.toString());
      out.flush();
    }
    return ExitCodes.DONE;
  }

  static Path write(
      Workspace workspace,
      TrinoDoor door,
      Week week,
      LocalDate knownOn,
      Path directory,
      String user,
      String note)
      throws SQLException {
    Bulletins bulletins =
        new Bulletins(
            workspace.warehouse(),
            workspace.settings().home().resolve("dashboards/bulletins/weekly.yaml"));
    Path folder = directory == null ? workspace.settings().data().resolve("bulletins") : directory;
    try (Connection connection = door.connect(user)) {
      return bulletins.write(
          connection,
          week,
          knownOn == null ? week.sunday() : knownOn,
          folder.toAbsolutePath(),
          note);
    }
  }
}
