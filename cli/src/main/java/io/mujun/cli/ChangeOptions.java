package io.mujun.cli;

import io.mujun.ingestion.change.ChangeReading;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ChangeSource;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which sources of changes a command reads, and how much of each. */
final class ChangeOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "One source of ingestion/sources; default: all of them.")
  private String source;

  @Option(
      names = "--compare",
      description =
          "Reads each source as a whole, and finds what was passed over and what is not there any"
              + " more.")
  private boolean compare;

  @Option(
      names = "--end-missing",
      description =
          "As --compare, and takes the source as right even where much is gone or older than"
              + " before. Needs --source.")
  private boolean endMissing;

  /**
   * How much is read.
   *
   * @throws ParameterException where options do not go together
   */
  ChangeReading.Depth depth() {
    if (endMissing && source == null) {
      throw new ParameterException(command.commandLine(), "--end-missing needs --source");
    }
    return endMissing
        ? ChangeReading.Depth.COMPARE_AND_END
        : compare ? ChangeReading.Depth.COMPARE : ChangeReading.Depth.CHANGES;
  }

  /**
   * The sources that are read.
   *
   * @throws MujunException {@code SOURCE_UNKNOWN}
   */
  <S extends ChangeSource> List<S> chosen(List<S> sources) {
    if (source == null) {
      return sources;
    }
    List<S> named = sources.stream().filter(each -> each.source().equals(source)).toList();
    if (named.isEmpty()) {
      throw new MujunException(
          "SOURCE_UNKNOWN",
          "There is no %s source '%s'. There are: %s."
              .formatted(
                  command.name(),
                  source,
                  String.join(", ", sources.stream().map(ChangeSource::source).toList())));
    }
    return named;
  }
}
