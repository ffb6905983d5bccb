package io.mujun.warehouse.source;

import java.util.List;
import java.util.Map;

/**
 * A ledger (台账) that a provider sends: who sends it, and what it looks like.
 *
 * @param delivery who sends it
 * @param layout what it looks like
 */
public record LedgerSource(Delivery delivery, Layout layout) implements SourceDefinition {

  public LedgerSource {
    Require.that(
        delivery.table().equals(layout.table()),
        "layout",
        "%s is one of %s, not of %s".formatted(layout.layout(), layout.table(), delivery.table()));
  }

  @Override
  public String source() {
    return delivery.source();
  }

  @Override
  public String system() {
    return delivery.system();
  }

  @Override
  public String table() {
    return delivery.table();
  }

  @Override
  public String zoneCode() {
    return delivery.zoneCode();
  }

  @Override
  public Map<String, String> constants() {
    return layout.constants();
  }

  @Override
  public List<LedgerColumn> columns() {
    return layout.columns();
  }

  /** The same source with other columns. */
  public LedgerSource withColumns(List<LedgerColumn> others) {
    return new LedgerSource(delivery, layout.withColumns(others));
  }
}
