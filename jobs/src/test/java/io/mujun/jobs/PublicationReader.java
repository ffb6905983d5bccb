package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.catalog.CatalogMoment;
import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.Consumption;
import io.mujun.catalog.publication.PublicationBook;
import io.mujun.catalog.publication.PublicationEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Reads what is published, again and again while nights or maintenances run: the publication, the
 * tables that it names, and the figures in them, which must belong together.
 */
final class PublicationReader implements AutoCloseable {
  private static final String NONE = "none";
  private static final int PERIOD_MILLIS = 50;

  private final CatalogSettings settings;
  private final Map<String, Set<String>> seen = new ConcurrentSkipListMap<>();
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> reading;
  private final AtomicInteger readings = new AtomicInteger();

  PublicationReader(CatalogSettings settings) {
    this.settings = settings;
    this.reading =
        executor.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * The figures that each publication was seen with.
   *
   * @throws AssertionError where the tables at some moment were not those of the publication
   */
  Map<String, Set<String>> end() throws InterruptedException {
    executor.shutdown();
    assertThat(executor.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    try {
      if (!reading.isCancelled()) {
        reading.get();
      }
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    }
    return seen;
  }

  /** How often it looked. */
  int readings() {
    return readings.get();
  }

  private void look() {
    Map.Entry<String, String> figures = figures(CatalogMoment.read(settings));
    seen.computeIfAbsent(figures.getKey(), any -> new ConcurrentSkipListSet<>())
        .add(figures.getValue());
    readings.incrementAndGet();
  }

  /** The last publication, and its figures. */
  static Map.Entry<String, String> figures(CatalogMoment moment) {
    List<PublicationEntry> all = PublicationBook.of(moment).all();
    PublicationEntry last = all.isEmpty() ? null : all.get(all.size() - 1);
    if (last != null) {
      assertThat(last.tables()).isNotEmpty();
      last.tables()
          .forEach(
              (name, snapshot) -> {
                Table table = moment.table(name).orElseThrow();
                long current = table.currentSnapshot().snapshotId();
                assertThat(Consumption.holdSameRecords(table, current, snapshot))
                    .as("%s in %s: snapshot %d is %d", name, last.id(), current, snapshot)
                    .isTrue();
              });
    }
    Set<String> figures = new TreeSet<>();
    figures.addAll(
        rows(
            moment,
            "ads.metric_value",
            row ->
                row.getField("metric").equals("investment_ledger")
                    ? "%s %s %s"
                        .formatted(
                            row.getField("scope_code"),
                            row.getField("period"),
                            row.getField("value"))
                    : null));
    figures.addAll(
        rows(
            moment,
            "dwd.investment_month",
            row ->
                "%s %s %s"
                    .formatted(
                        row.getField("reference"),
                        row.getField("ytd_investment"),
                        row.getField("known_to"))));
    return Map.entry(last == null ? NONE : last.id(), String.join("\n", figures));
  }

  private static Set<String> rows(
      CatalogMoment moment, String name, Function<Record, String> text) {
    Table table = moment.table(name).orElseThrow();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      Set<String> texts = new TreeSet<>();
      for (Record row : rows) {
        String said = text.apply(row);
        if (said != null) {
          texts.add(name + " " + said);
        }
      }
      return texts;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
