package io.mujun.cli;

import io.mujun.cli.stack.Settings;
import io.mujun.ingestion.LedgerIngestion;
import io.mujun.ingestion.Receipt;
import io.mujun.record.IngestRules;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.LayoutFiles;
import io.mujun.warehouse.source.LedgerSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mujun layout test}. */
@Command(
    name = "test",
    description = {
      "Reads by a layout every ledger of its kind that was ever received, and writes nothing.",
      "",
      "A ledger is of its kind if it would now be read by it, or misses less of its headers than of"
          + " any other's."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all would be in", "1:failed", "3:something would be refused"})
final class LayoutTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "LAYOUT", description = "Slug of a layout, such as target.")
  private String layout;

  @Mixin private ReceiptOptions options;

  @Override
  public Integer call() {
    Settings settings = Home.settings();
    Set<String> layouts =
        LayoutFiles.readAll(settings.home().resolve("ingestion/layouts")).keySet();
    if (!layouts.contains(layout)) {
      throw new MujunException(
          "LAYOUT_UNKNOWN",
          "There is no layout %s; there are %s".formatted(layout, String.join(", ", layouts)));
    }
    IngestRules rules = Ingestions.rules(settings);
    Set<String> sources =
        rules.sources().stream()
            .filter(LedgerSource.class::isInstance)
            .map(LedgerSource.class::cast)
            .filter(source -> source.layout().layout().equals(layout))
            .map(LedgerSource::source)
            .collect(Collectors.toSet());
    List<Receipt> receipts =
        LedgerIngestion.check(received(settings.data()), rules, options.day()).stream()
            .filter(receipt -> sources.contains(receipt.source()))
            .toList();
    return options.end(receipts, spec.commandLine().getOut());
  }

  /** The files that were received: each content once. */
  private static List<Path> received(Path data) {
    Path folder = data.resolve("received");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(file -> file.getNameCount() == folder.getNameCount() + 2)
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
