package io.mujun.dashboards.manual;

import io.mujun.dashboards.manual.declared.Showing;
import io.mujun.dashboards.manual.declared.Title;
import io.mujun.dashboards.manual.drawing.Drawing;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Rule;
import io.mujun.warehouse.access.Role;
import io.mujun.warehouse.lineage.ColumnInput;
import java.util.List;

/**
 * What the manual tells of a table.
 *
 * @param refersTo the table whose records these belong to, or null
 * @param codes the list that it is loaded from, or null
 * @param model the query by which it is computed, or null
 * @param decides columns that decide which rows there are
 * @param readBy tables and metrics that read it
 */
public record TablePage(
    Title title,
    Contract contract,
    List<Column> columns,
    List<Check> checks,
    PageLink refersTo,
    PageLink codes,
    String model,
    List<PageLink> sources,
    List<Role> readers,
    List<Input> decides,
    List<PageLink> readBy,
    List<Showing> showings,
    Drawing origin,
    Drawing columnOrigin) {

  /**
   * A column.
   *
   * @param unit as people write it, or null
   * @param follows columns whose values it is made of
   * @param decided columns that decide which value is taken
   * @param received columns of the county's systems that it is read from
   */
  public record Column(
      Property property,
      String unit,
      List<Input> follows,
      List<Input> decided,
      List<PageLink> received) {}

  /** A column that something follows from. */
  public record Input(PageLink column, ColumnInput input) {}

  /**
   * A check.
   *
   * @param column the column that it is of, or empty
   */
  public record Check(String column, Rule rule) {}
}
