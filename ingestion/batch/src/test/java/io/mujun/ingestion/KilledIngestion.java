package io.mujun.ingestion;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.MujunCatalog;
import io.mujun.ingestion.change.ChangeReading;
import io.mujun.ingestion.exchange.ExchangeDatabase;
import io.mujun.ingestion.statement.Placement;
import io.mujun.warehouse.source.ExchangeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * A process of its own that ingests until it reaches a step for the n-th time, says so, and waits
 * to be killed. Arguments: catalog URI, data folder, step, n, and the exchange database's URI or
 * {@code -} for ledgers.
 */
final class KilledIngestion {
  static final int ROWS = 40;
  static final LocalDate DAY = LocalDate.of(2024, 11, 15);

  private KilledIngestion() {}

  public static void main(String[] arguments) {
    Path data = Path.of(arguments[1]);
    CatalogSettings settings =
        new CatalogSettings(
            arguments[0], "postgres", "postgres", "file://" + data.resolve("warehouse"));
    try (MujunCatalog catalog = MujunCatalog.open(settings)) {
      IngestContext context =
          new IngestContext(Stage.rules(), catalog, data, DAY, DAY.atTime(9, 0));
      IngestProgress progress =
          stopping(IngestProgress.Step.valueOf(arguments[2]), Integer.parseInt(arguments[3]));
      ingest(context, arguments[4], progress);
    }
    System.out.println("finished");
  }

  static void ingest(IngestContext context, String exchange, IngestProgress progress) {
    if (exchange.equals("-")) {
      LedgerIngestion.ingest(
          List.of(Stage.SAMPLES.resolve("2024-11-15")),
          context,
          Placement.Order.BY_PERIOD,
          progress);
      return;
    }
    ExchangeDatabase county = ExchangeCounty.postgres(exchange, "postgres", "postgres");
    for (ExchangeSource source : ExchangeIngestion.sources(context.rules())) {
      ChangeResult result =
          ExchangeIngestion.ingest(
              source, county, context, ChangeReading.Depth.CHANGES, progress, ROWS);
      result
          .faults()
          .forEach(
              fault -> {
                throw fault;
              });
    }
  }

  private static IngestProgress stopping(IngestProgress.Step wanted, int times) {
    int[] left = {times};
    return (step, name) -> {
      if (step == wanted && --left[0] == 0) {
        System.out.println("reached");
        try {
          if (System.in.read() < 0) {
            throw new IllegalStateException("the test ended without a kill");
          }
        } catch (IOException gone) {
          throw new UncheckedIOException(gone);
        }
      }
    };
  }
}
