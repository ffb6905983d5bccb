package io.mujun.dashboards.manual.declared;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.code.CodeTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A figure that a zone has stated in public.
 *
 * @param id its number: that of the mechanism, and one of its own
 * @param value as stated
 * @param unit as people write it
 * @param bound how exact it is
 * @param text what it is, in Chinese
 */
public record StatedFact(String id, String value, String unit, Bound bound, String text) {

  /** The number of the mechanism that it tells of. */
  public String mechanism() {
    return id.substring(0, id.indexOf('.'));
  }

  /**
   * Reads {@code samples/facts.csv}.
   *
   * @param mechanisms the numbers there are
   * @throws MujunException {@code COVERAGE_INVALID} where a fact tells of none of them
   */
  static List<StatedFact> read(Path file, Set<String> mechanisms) {
    List<StatedFact> facts =
        CodeTable.read(file).rows().stream()
            .map(
                row ->
                    new StatedFact(
                        row.get("id"),
                        row.get("value"),
                        row.get("unit"),
                        Bound.ofCode(row.get("bound")),
                        row.get("fact")))
            .distinct()
            .toList();
    for (StatedFact fact : facts) {
      if (!fact.id().contains(".") || !mechanisms.contains(fact.mechanism())) {
        throw new MujunException(
            "COVERAGE_INVALID",
            "%s: '%s' begins with no mechanism of coverage.yaml.".formatted(file, fact.id()));
      }
    }
    return facts;
  }
}
