package io.mujun.warehouse.source;

import java.util.Map;

/**
 * A column of a ledger.
 *
 * @param header header path; headers of several rows are joined with {@code /}
 * @param property property of the contract
 * @param unit unit of the numbers as a code of {@code codes/unit.csv}, or null
 * @param values received text → value of the contract
 * @param presence whether a ledger without this column is still one of this layout
 */
public record LedgerColumn(
    String header, String property, String unit, Map<String, String> values, Presence presence)
    implements SourceDefinition.Column {

  public LedgerColumn {
    Require.text("header", header);
    Require.property("property", property);
    values = Require.map(values);
    presence = presence == null ? Presence.REQUIRED : presence;
  }

  @Override
  public String name() {
    return header;
  }

  /** Whether a column has to be there. */
  public enum Presence {
    REQUIRED,
    OPTIONAL
  }
}
