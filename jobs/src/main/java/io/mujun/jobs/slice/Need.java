package io.mujun.jobs.slice;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a night has to compute of a model, and why.
 *
 * @param slices what changed inputs reach, by the model's slice columns
 * @param inputs the inputs that changed; of no meaning where the slices are all
 * @param since the earlier day as at which figures are published, where those of a later day may
 *     differ though nothing changed; else null
 */
public record Need(Slices slices, Set<String> inputs, LocalDate since) {
  public Need {
    inputs = Set.copyOf(inputs);
  }

  public static Need everything() {
    return new Need(Slices.all(), Set.of(), null);
  }

  public boolean isNone() {
    return slices.isNone() && since == null;
  }

  /**
   * What is computed, as slices: those of changed inputs, and the months that a new day reaches.
   */
  public Slices told(LocalDate asAt) {
    if (since == null) {
      return slices;
    }
    List<Map<String, String>> months = new ArrayList<>();
    for (LocalDate month = since.withDayOfMonth(1);
        !month.isAfter(asAt);
        month = month.plusMonths(1)) {
      months.add(Map.of("period", month.toString()));
    }
    return slices.union(Slices.of(months));
  }
}
