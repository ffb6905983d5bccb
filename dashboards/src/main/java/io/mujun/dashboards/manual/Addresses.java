package io.mujun.dashboards.manual;

import io.mujun.warehouse.lineage.ColumnInput;
import io.mujun.warehouse.lineage.Lineage;
import io.mujun.warehouse.source.LedgerSource;
import io.mujun.warehouse.source.SourceDefinition;

/** Where things stand in the manual, from any page of the same language. */
final class Addresses {
  private Addresses() {}

  static String metric(String name) {
    return "metric-" + name + ".html";
  }

  static String table(String qualifiedName) {
    return "table-" + qualifiedName + ".html";
  }

  static String column(String table, String column) {
    return table(table) + "#column-" + column;
  }

  static String codes(String file) {
    return "codes.html#codes-" + file;
  }

  static String layout(String layout) {
    return "sources.html#layout-" + layout;
  }

  /** Of a ledger its delivery, of a database its mapping. */
  static String source(SourceDefinition source) {
    return "sources.html#"
        + (source instanceof LedgerSource ? "delivery-" : "source-")
        + source.source();
  }

  /** Where the columns of a source are listed: ledgers of one layout have them together. */
  static String columnsOf(SourceDefinition source) {
    return source instanceof LedgerSource ledger
        ? layout(ledger.layout().layout())
        : source(source);
  }

  /** A dataset, as lineage names it. */
  static String dataset(String name) {
    return Lineage.metricOf(name)
        .map(Addresses::metric)
        .or(() -> Lineage.codesOf(name).map(Addresses::codes))
        .orElseGet(() -> table(name));
  }

  /** A column of a dataset. */
  static String column(ColumnInput input) {
    return Lineage.metricOf(input.dataset()).isPresent()
            || Lineage.codesOf(input.dataset()).isPresent()
        ? dataset(input.dataset())
        : column(input.dataset(), input.column());
  }
}
