package io.mujun.jobs.slice;

import io.mujun.jobs.model.Model;
import io.mujun.warehouse.scope.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which slices of each model a night must compute, as models run one after another. */
public final class Touched {
  /** Figures of several zones, which follow from those of any. */
  private static final Slices TOTALS = Slices.of(List.of(Map.of("zone_code", Scope.NO_ZONE)));

  private final Map<String, Slices> changes;
  private final Map<String, String> definitions;
  private final Day day;

  /** Whether figures are computed as at the same day as last published. */
  public enum Day {
    SAME,
    LATER,
    /** Nothing that was published counts. */
    NONE
  }

  private Touched(Map<String, Slices> changes, Map<String, String> definitions, Day day) {
    this.changes = new HashMap<>(changes);
    this.definitions = definitions;
    this.day = day;
  }

  public static Touched everything() {
    return new Touched(Map.of(), Map.of(), Day.NONE);
  }

  /**
   * What a night that follows another has to compute anew.
   *
   * @param arrivals slices of the ods tables with what was not known before
   * @param definitions the definition of each model when last published
   */
  public static Touched since(
      Map<String, Slices> arrivals, Map<String, String> definitions, Day day) {
    return new Touched(arrivals, definitions, day);
  }

  /** What to compute of a model, once all its inputs have run. */
  public Slices of(Model model) {
    boolean isDayNew = day == Day.LATER && model.dependence() == Model.Dependence.RECORDS_AND_DAY;
    if (isDayNew || isNew(model)) {
      return Slices.all();
    }
    Slices touched = Slices.none();
    for (String input : model.inputs()) {
      Slices changed = changes.getOrDefault(input, Slices.none());
      touched = touched.union(changed.project(model.contract().slice()));
    }
    return model.kind() == Model.Kind.METRIC_VALUES && !touched.isNone()
        ? touched.union(TOTALS)
        : touched;
  }

  /** Whether a model is not the one that was last published, or none counts. */
  public boolean isNew(Model model) {
    return day == Day.NONE || !model.definition().equals(definitions.get(model.name()));
  }

  /** Tells which slices of a model were changed. */
  public void changed(String table, Slices slices) {
    changes.put(table, slices);
  }
}
