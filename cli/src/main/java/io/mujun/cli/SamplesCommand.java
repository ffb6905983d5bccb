package io.mujun.cli;

import io.mujun.sample.CityGenerator;
import io.mujun.sample.CityShape;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mujun samples}. */
@Command(
    name = "samples",
    description = {
      "Makes a larger city of the samples' shape, for tests and benchmarks.",
      "",
      "The same numbers and seed give the same files, byte for byte."
    },
    mixinStandardHelpOptions = true)
final class SamplesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--zones", required = true, paramLabel = "N", description = "Zones.")
  private int zones;

  @Option(names = "--projects", required = true, paramLabel = "M", description = "Projects a zone.")
  private int projects;

  @Option(names = "--months", required = true, paramLabel = "K", description = "Months reported.")
  private int months;

  @Option(names = "--seed", required = true, paramLabel = "S", description = "Any whole number.")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "An empty folder.")
  private Path directory;

  @Option(names = "--json", description = "Writes what was made as JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path target = directory.toAbsolutePath();
    CityGenerator.generate(
        Home.settings().home(),
        new CityShape(zones, projects, months, seed),
        target,
        file -> Output.progress(err, "  written " + file));
    out.println(json ? Output.json(Map.of("directory", target.toString())) : target.toString());
    out.flush();
    return ExitCodes.DONE;
  }
}
