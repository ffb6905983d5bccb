package io.mujun.warehouse.source;

import java.util.List;
import java.util.Map;

/**
 * A column of a ledger.
 *
 * @param headers header paths by which offices call it, the usual one first; headers of several
 *     rows are joined with {@code /}
 * @param property property of the contract
 * @param unit unit of the numbers as a code of {@code codes/unit.csv}, or null
 * @param values received text → value of the contract
 * @param presence whether a ledger without this column is still one of this layout
 */
public record LedgerColumn(
    List<String> headers,
    String property,
    String unit,
    Map<String, String> values,
    SourceDefinition.Presence presence)
    implements SourceDefinition.Column {

  public LedgerColumn {
    headers = Require.list(headers);
    Require.that(!headers.isEmpty(), "headers", "is missing");
    headers.forEach(header -> Require.text("headers", header));
    Require.property("property", property);
    values = Require.map(values);
    presence = presence == null ? SourceDefinition.Presence.REQUIRED : presence;
  }

  @Override
  public String name() {
    return headers.get(0);
  }

  /** Whether a ledger without this column is not of the layout. */
  public boolean isRequired() {
    return presence == SourceDefinition.Presence.REQUIRED;
  }

  /** The same column with numbers in another unit. */
  public LedgerColumn in(String code) {
    return new LedgerColumn(headers, property, code, values, presence);
  }
}
