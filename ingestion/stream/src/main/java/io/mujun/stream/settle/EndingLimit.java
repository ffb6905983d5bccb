package io.mujun.stream.settle;

import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.warehouse.MujunException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Guards against a source that is empty, or another than it was: the absence of rows ends them only
 * where they are few, or a share that was agreed to.
 *
 * @param share share of a table's rows, from 0 to 1
 */
public record EndingLimit(double share) {
  /** So few rows are ended whatever their share. */
  private static final int FEW = 10;

  /**
   * Refuses what would end more rows than the limit allows.
   *
   * @throws MujunException {@code SOURCE_SHRUNK} where more would end
   */
  public void hold(List<Comparison> comparisons, StreamConfiguration.Source source) {
    List<Comparison> beyond =
        comparisons.stream()
            .filter(comparison -> comparison.stale().size() > FEW)
            .filter(comparison -> comparison.stale().size() > share * comparison.kept())
            .toList();
    if (!beyond.isEmpty()) {
      throw new MujunException(
          "SOURCE_SHRUNK",
          "%s no longer has %s. No row was ended. Check that %s:%d/%s is the database of '%s' and whole; if its rows are rightly gone, run again with --ending-share 1 (now %s)."
              .formatted(
                  source.database(),
                  beyond.stream().map(EndingLimit::shown).collect(Collectors.joining("; ")),
                  source.host(),
                  source.port(),
                  source.database(),
                  source.connection(),
                  String.format(Locale.ROOT, "%.2f", share)));
    }
  }

  private static String shown(Comparison comparison) {
    return "%s: %d of %d rows"
        .formatted(comparison.source(), comparison.stale().size(), comparison.kept());
  }
}
