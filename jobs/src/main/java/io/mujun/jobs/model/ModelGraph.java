package io.mujun.jobs.model;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All models, each after those that it reads. */
public final class ModelGraph {
  private final Map<String, Model> models = new TreeMap<>();

  /**
   * Orders models.
   *
   * @throws MujunException {@code MODEL_CYCLE} where models read each other in a circle; {@code
   *     MODEL_INPUT_UNKNOWN} where one reads a table that no contract declares
   */
  ModelGraph(Collection<Model> models, Contracts contracts) {
    models.forEach(model -> this.models.put(model.name(), model));
    for (Model model : models) {
      for (String input : model.inputs()) {
        if (!contracts.contains(input)) {
          throw new MujunException(
              "MODEL_INPUT_UNKNOWN",
              "%s reads '%s', which no contract declares.".formatted(model.name(), input));
        }
      }
    }
  }

  /** The models in an order in which each one's inputs come before it. */
  public List<Model> ordered() {
    Set<String> done = new LinkedHashSet<>();
    models.keySet().forEach(name -> visit(name, new LinkedHashSet<>(), done));
    return done.stream().map(models::get).toList();
  }

  /** Columns by which any model is recomputed: what must be known of a changed row. */
  public Set<String> sliceColumns() {
    Set<String> columns = new HashSet<>();
    models.values().stream().map(Model::contract).map(Contract::slice).forEach(columns::addAll);
    return columns;
  }

  private void visit(String name, Set<String> path, Set<String> done) {
    Model model = models.get(name);
    if (model == null || done.contains(name)) {
      return;
    }
    if (!path.add(name)) {
      List<String> circle = new ArrayList<>(path);
      throw new MujunException(
          "MODEL_CYCLE",
          "Models read each other in a circle: %s → %s. Break it where one reads what it should not."
              .formatted(
                  String.join(" → ", circle.subList(circle.indexOf(name), circle.size())), name));
    }
    model.inputs().forEach(input -> visit(input, path, done));
    path.remove(name);
    done.add(name);
  }
}
