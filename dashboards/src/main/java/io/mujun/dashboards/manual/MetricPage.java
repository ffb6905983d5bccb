package io.mujun.dashboards.manual;

import io.mujun.dashboards.manual.declared.Showing;
import io.mujun.dashboards.manual.declared.Title;
import io.mujun.dashboards.manual.drawing.Drawing;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.metric.Measure;
import java.util.List;
import java.util.Map;

/**
 * What the manual tells of a metric.
 *
 * @param view the file that declares it
 * @param viewComment what is said of all metrics of the file, in Chinese; may be empty
 * @param formula its expressions as declared, and what they are over: key of the text → expression
 * @param totals key of the text that says how wider scopes have their figures
 * @param classes classes of zones that it applies to; empty for all
 * @param nullReason why it has no value where its denominator is 0 or absent, in Chinese, or null
 * @param takes metrics that it takes
 * @param takenBy metrics that take it
 * @param rows what decides which rows count
 * @param version since when it is computed as it is; null where that is not known
 * @param untraced why it has no view that takes its figures apart; null where it has one
 */
public record MetricPage(
    Title title,
    Measure measure,
    Unit unit,
    String view,
    String viewComment,
    Map<String, String> formula,
    PageLink statements,
    String totals,
    List<Title> classes,
    String nullReason,
    List<PageLink> takes,
    List<PageLink> takenBy,
    List<Showing> showings,
    String version,
    String untraced,
    List<Input> inputs,
    List<Input> rows,
    Drawing origin,
    Drawing columns,
    List<Example> examples) {

  /** A column that it follows from. */
  public record Input(PageLink column, ColumnInput input) {}

  /**
   * Figures that the tests hold it to.
   *
   * @param description what the example shows, in Chinese
   */
  public record Example(
      String file, String description, String asAt, Rows expected, List<Given> given) {}

  /** Records that an example gives. */
  public record Given(PageLink table, Rows rows, List<Map<String, String>> none) {}

  /** Rows of texts. */
  public record Rows(List<String> columns, List<Map<String, String>> rows) {}
}
