package io.mujun.jobs.night;

import io.mujun.jobs.model.Model;
import io.mujun.jobs.slice.Need;
import io.mujun.jobs.slice.Slices;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which slices of each model a night must compute, as models run one after another. */
final class Touched {
  private final Map<String, Slices> changes;
  private final Map<String, String> definitions;
  private final LocalDate before;
  private final LocalDate asAt;

  private Touched(
      Map<String, Slices> changes,
      Map<String, String> definitions,
      LocalDate before,
      LocalDate asAt) {
    this.changes = new HashMap<>(changes);
    this.definitions = definitions;
    this.before = before;
    this.asAt = asAt;
  }

  /** Everything is computed: nothing that was published counts. */
  static Touched everything() {
    return new Touched(Map.of(), Map.of(), null, null);
  }

  /**
   * What a night that follows another has to compute anew.
   *
   * @param arrivals slices of the ods tables with what was not known before
   * @param definitions the definition of each model when last published
   * @param before the day as at which figures were last published
   * @param asAt the day as at which they are computed
   */
  static Touched since(
      Map<String, Slices> arrivals,
      Map<String, String> definitions,
      LocalDate before,
      LocalDate asAt) {
    return new Touched(arrivals, definitions, before, asAt);
  }

  /** What to compute of a model, once all its inputs have run. */
  Need of(Model model) {
    if (isNew(model)) {
      return Need.everything();
    }
    Slices touched = Slices.none();
    Set<String> changed = new TreeSet<>();
    for (String input : model.inputs()) {
      Slices slices = changes.getOrDefault(input, Slices.none());
      if (!slices.isNone()) {
        changed.add(input);
        touched = touched.union(slices.project(model.contract().slice()));
      }
    }
    boolean isDayNew =
        model.dependence() == Model.Dependence.RECORDS_AND_DAY && !before.equals(asAt);
    return new Need(touched, changed, isDayNew ? before : null);
  }

  /** Whether a model is not the one that was last published, or none counts. */
  boolean isNew(Model model) {
    return before == null || !model.definition().equals(definitions.get(model.name()));
  }

  /** Tells which slices of a model were changed. */
  void changed(String table, Slices slices) {
    changes.put(table, slices);
  }
}
