package io.mujun.ingestion.change;

import io.mujun.catalog.MujunCatalog;
import io.mujun.ingestion.change.LatestRecords.Latest;
import io.mujun.record.IngestRules;
import io.mujun.record.RulesFingerprint;
import io.mujun.record.SourceRecord;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ChangeSource;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One reading of a source: decides which of its changes are taken, and what they end. Not for
 * several readings.
 */
public final class ChangeReading {
  /** Clocks of providers may be ahead by this much; a later time does not move the mark. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final ChangeSource source;
  private final IngestRules rules;
  private final MujunCatalog catalog;
  private final Watermark mark;
  private final Depth depth;
  private final LocalDate day;
  private final ChangeReader reader;
  private final Window usual;
  private final List<String> notes = new ArrayList<>();
  private boolean comparing;
  private boolean replaying;
  private SeenChanges seen;
  private LatestRecords latest;
  private KeyComparison comparison;
  private Set<String> vanished = Set.of();
  private LocalDateTime now;
  private int moved;

  /** How much of a source is read. */
  public enum Depth {
    /** What changed; all of it where a comparison is due. */
    CHANGES,
    /** All of it, compared with what was taken in. */
    COMPARE,
    /** All of it; it counts as right, however much is gone or older than before. */
    COMPARE_AND_END
  }

  /** Takes what a reading decides. */
  public interface Sink {
    /** Number of the batch that the next record belongs to. */
    long batch();

    /** The next record's place in its batch, from 1. */
    long place();

    void add(SourceRecord read);

    /** An area was read up to a time. */
    void readTo(String area, LocalDateTime time);

    /** What was added since the last time belongs together, and to one batch. */
    void turn();
  }

  /**
   * What a reading ends with.
   *
   * @param rules print of the rules that it followed
   * @param comparedOn the day of the last comparison, or null
   * @param toKeep whether this has to be kept even if no record was taken
   * @param notes what the receipt says of it, in Chinese
   * @param held what is wrong with those areas of the source of which nothing was ended
   */
  public record Outcome(
      String rules,
      LocalDate comparedOn,
      boolean toKeep,
      List<String> notes,
      List<MujunException> held) {}

  /**
   * @param mark how far the source has been read
   * @param day the day that the records count as received
   */
  public ChangeReading(
      ChangeSource source,
      IngestRules rules,
      MujunCatalog catalog,
      Watermark mark,
      Depth depth,
      LocalDate day) {
    this.source = source;
    this.rules = rules;
    this.catalog = catalog;
    this.mark = mark;
    this.depth = depth;
    this.day = day;
    this.reader = new ChangeReader(source, rules);
    this.usual = new Window(source, mark);
  }

  /**
   * Reads what is asked for.
   *
   * @throws MujunException {@code SOURCE_…} where the source is not to be had
   */
  public Outcome read(ChangeTable.Opening opening, Sink sink) {
    String print = RulesFingerprint.of(source, rules);
    List<MujunException> held = new ArrayList<>();
    try (ChangeTable table = opening.open()) {
      now = table.now();
      comparing = depth != Depth.CHANGES || isWhole() || isDue();
      seen = SeenChanges.of(source, catalog, comparing ? Window.all(source) : usual);
      replaying = seen.hasRefused() && !print.equals(mark.rules());
      if (replaying && !comparing) {
        seen = SeenChanges.of(source, catalog, Window.all(source));
      }
      if (comparing) {
        comparison = new KeyComparison(source, latest(), mark);
        vanished = latest().vanished();
      }
      table.read(comparing || replaying ? Window.all(source) : usual, change -> met(change, sink));
      if (comparing) {
        settle(table, sink, held);
      }
      notes.addAll(table.notes());
    }
    if (moved > 0) {
      notes.add("%d 条记录改了示范区、代码或期间，原键下的记录已终止".formatted(moved));
    }
    boolean compared = held.isEmpty() && (comparing || mark.equals(Watermark.NONE));
    return new Outcome(
        print,
        compared ? day : mark.comparedOn(),
        replaying || (comparing && compared && !isWhole()),
        List.copyOf(notes),
        List.copyOf(held));
  }

  private boolean isWhole() {
    return source.extent() == ChangeSource.Extent.WHOLE;
  }

  private boolean isDue() {
    Integer everyDays = source.compare().everyDays();
    return everyDays != null
        && !mark.equals(Watermark.NONE)
        && (mark.comparedOn() == null || !mark.comparedOn().plusDays(everyDays).isAfter(day));
  }

  private LatestRecords latest() {
    if (latest == null) {
      latest = LatestRecords.of(source, rules, catalog);
    }
    return latest;
  }

  private void met(Change change, Sink sink) {
    boolean taken = source.changeTime() == null ? latest().says(change) : seen.isTaken(change);
    if (comparing) {
      comparison.met(change, taken ? KeyComparison.Known.TAKEN : KeyComparison.Known.OTHER);
    }
    if (taken) {
      if (vanished.contains(change.key())) {
        take(change, now, sink);
      }
    } else if (seen.isRefused(change) ? replaying : comparing || usual.contains(change)) {
      take(change, earlier(change.time(), now), sink);
    }
  }

  /**
   * @param order when the change counts as done
   */
  private void take(Change change, LocalDateTime order, Sink sink) {
    ChangePosition position = new ChangePosition(order, sink.batch(), sink.place(), change.print());
    SourceRecord read = reader.read(change, position);
    sink.add(read);
    if (!read.isRefused()) {
      for (SourceRecord ended : latest().take(read, position)) {
        sink.add(ended);
        moved++;
      }
    }
    LocalDateTime time = change.time();
    if (time != null && !time.isAfter(now.plus(TOLERANCE))) {
      sink.readTo(change.area(), earlier(time, now));
    }
    sink.turn();
  }

  private void settle(ChangeTable table, Sink sink, List<MujunException> held) {
    boolean right = depth == Depth.COMPARE_AND_END;
    Set<String> older = comparison.older();
    List<Latest> missing = right ? comparison.missing() : comparison.ended(held);
    for (Latest gone : missing) {
      ChangePosition position =
          new ChangePosition(now, sink.batch(), sink.place(), ChangePosition.VANISHED);
      sink.add(latest().end(gone, position));
      sink.turn();
    }
    if (!missing.isEmpty()) {
      notes.add("比对：%d 条记录在来源中已不存在，已终止".formatted(missing.size()));
    }
    if (right && !older.isEmpty()) {
      notes.add("比对：来源中 %d 条记录回到了以前的内容，已照此收入".formatted(older.size()));
      table.read(
          Window.all(source),
          change -> {
            if (older.contains(change.key())) {
              take(change, now, sink);
            }
          });
    }
  }

  private static LocalDateTime earlier(LocalDateTime time, LocalDateTime limit) {
    return time == null || time.isBefore(limit) ? time : limit;
  }
}
