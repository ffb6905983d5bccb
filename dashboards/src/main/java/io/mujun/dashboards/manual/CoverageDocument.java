package io.mujun.dashboards.manual;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.coverage.Mechanism;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of {@code docs/coverage.md}, which follows from {@code warehouse/coverage.yaml}. */
final class CoverageDocument {
  private static final String BEGIN =
      "<!-- Made from warehouse/coverage.yaml by io.mujun.dashboards.manual.WriteCoverage: -->";
  private static final String END = "<!-- : here what is written by hand goes on. -->";

  private CoverageDocument() {}

  /**
   * A document with its table made anew.
   *
   * @throws MujunException {@code COVERAGE_INVALID} where the document has no place for it
   */
  static String of(String document, Warehouse warehouse) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new MujunException(
          "COVERAGE_INVALID",
          "docs/coverage.md has no place for the table. Put these lines around it:%n%s%n%s"
              .formatted(BEGIN, END));
    }
    return document.substring(0, begin)
        + BEGIN
        + "\n\n"
        + table(warehouse.coverage(), warehouse.zones())
        + "\n"
        + document.substring(end);
  }

  private static String table(List<Mechanism> coverage, Zones zones) {
    List<String> lines = new ArrayList<>();
    lines.add("| ID | zone · mechanism | | visible in | missing |");
    lines.add("|---|---|---|---|---|");
    for (Mechanism mechanism : coverage) {
      lines.add(
          "| %s | %s %s | %s | %s | %s |"
              .formatted(
                  mechanism.id(),
                  zones.zone(mechanism.zoneCode()).map(Zone::shortName).orElseThrow(),
                  mechanism.name().chinese(),
                  mechanism.status().mark(),
                  visible(mechanism),
                  missing(mechanism)));
    }
    lines.add("");
    lines.add(
        "%d in the data, %d partly, %d planned."
            .formatted(
                count(coverage, Mechanism.Status.IN_DATA),
                count(coverage, Mechanism.Status.PARTLY),
                count(coverage, Mechanism.Status.PLANNED)));
    return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
  }

  private static long count(List<Mechanism> coverage, Mechanism.Status status) {
    return coverage.stream().filter(mechanism -> mechanism.status() == status).count();
  }

  private static String visible(Mechanism mechanism) {
    String named =
        Stream.concat(
                mechanism.places().stream().map(Mechanism.Place::toString),
                mechanism.metrics().stream())
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    String remark = mechanism.remark() == null ? "" : mechanism.remark().english();
    String text = Stream.of(named, remark).filter(part -> !part.isEmpty()).collect(joined());
    return text.isEmpty() ? "–" : text;
  }

  private static String missing(Mechanism mechanism) {
    String unsaid = mechanism.unsaid() == null ? "" : "not said: " + mechanism.unsaid().english();
    String missing = mechanism.missing() == null ? "" : mechanism.missing().english();
    String text = Stream.of(missing, unsaid).filter(part -> !part.isEmpty()).collect(joined());
    return text.isEmpty() ? "–" : text;
  }

  private static java.util.stream.Collector<CharSequence, ?, String> joined() {
    return Collectors.joining("; ");
  }
}
