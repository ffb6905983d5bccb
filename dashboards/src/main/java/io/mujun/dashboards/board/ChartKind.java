package io.mujun.dashboards.board;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a chart can be; each kind names the options of its own. */
public enum ChartKind {
  /** One figure of the widest scope that the reader sees, with its target and light. */
  HEADLINE,
  /** Zones with their metrics and lights, best first. */
  RANKING,
  /** Bars against a line by month of the latest year. */
  PROGRESS,
  /** Metrics by zones. */
  MATRIX,
  /** Rows of a table as they stand, in the order of one column. */
  LIST;

  Set<String> options() {
    return switch (this) {
      case HEADLINE -> Set.of("metric", "unit", "target");
      case RANKING -> Set.of("by", "columns");
      case PROGRESS -> Set.of("actual", "scheduled", "unit");
      case MATRIX -> Set.of("metrics");
      case LIST -> Set.of("columns", "order", "limit");
    };
  }

  static ChartKind named(String name, String place) {
    List<String> names =
        Arrays.stream(values()).map(kind -> kind.name().toLowerCase(Locale.ROOT)).toList();
    Names.require(name, names, "CHART_KIND_UNKNOWN", "kind of chart", place);
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}
