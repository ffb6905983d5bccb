package io.mujun.ingestion.change;

import io.mujun.ingestion.change.LatestRecords.Latest;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ChangeSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The comparison of a whole source with what was taken in of it: which records the source does not
 * hold any more, and which it holds as they were before. Each area is judged by itself.
 */
final class KeyComparison {
  private final ChangeSource source;
  private final LatestRecords latest;
  private final Watermark mark;
  private final Set<String> present = new HashSet<>();
  private final Set<String> confirmed = new HashSet<>();
  private final Map<String, LocalDateTime> newest = new HashMap<>();

  /**
   * @param latest what was taken in
   * @param mark how far the source had been read before
   */
  KeyComparison(ChangeSource source, LatestRecords latest, Watermark mark) {
    this.source = source;
    this.latest = latest;
    this.mark = mark;
  }

  /** Whether a change that the source holds had been taken in. */
  enum Known {
    TAKEN,
    OTHER
  }

  /** Takes note of a change that the source holds, before it is taken in. */
  void met(Change change, Known known) {
    present.add(change.key());
    if (change.time() != null) {
      newest.merge(change.area(), change.time(), (one, other) -> one.isBefore(other) ? other : one);
    }
    Latest before = latest.ofSourceKey(change.key());
    String print = before == null ? null : before.position().print();
    if (known == Known.OTHER
        || print == null
        || !before.position().isRead()
        || print.equals(change.print())) {
      confirmed.add(change.key());
    }
  }

  /** The source's keys whose records are older than those that were taken in. */
  Set<String> older() {
    Set<String> older = new HashSet<>(present);
    older.removeAll(confirmed);
    return older;
  }

  /** What one area's comparison finds. */
  private static final class Area {
    private final List<Latest> missing = new ArrayList<>();
    private int living;
    private int older;
  }

  /**
   * The records to end.
   *
   * @param held takes what is wrong with the areas of which nothing may be ended
   */
  List<Latest> ended(List<MujunException> held) {
    if (source.compare().missing() == ChangeSource.Compare.Missing.KEEP) {
      return List.of();
    }
    List<Latest> ended = new ArrayList<>();
    areas()
        .forEach(
            (name, area) -> {
              if (hasGoneBack(name, area)) {
                held.add(wentBack(name, area));
              } else if (100L * area.missing.size()
                  > (long) source.compare().limitPercent() * area.living) {
                held.add(shrunk(name, area));
              } else {
                ended.addAll(area.missing);
              }
            });
    return ended;
  }

  /** All records that the source does not hold any more. */
  List<Latest> missing() {
    return areas().values().stream().flatMap(area -> area.missing.stream()).toList();
  }

  private Map<String, Area> areas() {
    Map<String, Area> areas = new TreeMap<>();
    for (Latest living : latest.living()) {
      Area area = areas.computeIfAbsent(living.area(), name -> new Area());
      area.living++;
      if (!latest.isPresent(living, present)) {
        area.missing.add(living);
      }
    }
    for (String key : older()) {
      areas.computeIfAbsent(latest.ofSourceKey(key).area(), name -> new Area()).older++;
    }
    return areas;
  }

  private boolean hasGoneBack(String name, Area area) {
    LocalDateTime read = mark.read().get(name);
    LocalDateTime held = newest.get(name);
    boolean endsEarlier = read != null && held != null && held.isBefore(read);
    return area.older > 0 || (!area.missing.isEmpty() && endsEarlier);
  }

  private MujunException wentBack(String name, Area area) {
    return new MujunException(
        "SOURCE_WENT_BACK",
        ("The %s has gone back behind what was read of %s, as one restored from a"
                + " dump has: of %s, %d records are older than those taken in, and %d of %d are"
                + " gone. %s")
            .formatted(
                source.called(),
                source.sourceTable(),
                named(name),
                area.older,
                area.missing.size(),
                area.living,
                mend()));
  }

  private MujunException shrunk(String name, Area area) {
    return new MujunException(
        "SOURCE_SHRUNK",
        ("The %s does not hold %d of the %d records of %s in %s any more; without"
                + " a word of yours no more than %d %% are ended. %s")
            .formatted(
                source.called(),
                area.missing.size(),
                area.living,
                named(name),
                source.sourceTable(),
                source.compare().limitPercent(),
                mend()));
  }

  private static String named(String area) {
    return area.isEmpty() ? "its records" : "area " + area;
  }

  private String mend() {
    return ("Nothing of it was ended. Ask the provider; if it is right as it is, run:"
            + " mujun ingest %s --source %s --end-missing")
        .formatted(source.kind(), source.source());
  }
}
