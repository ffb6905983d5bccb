package io.mujun.warehouse.source;

import java.util.Map;

/**
 * A field of a portal's records.
 *
 * @param field name in the record; names of nested ones are joined with {@code /}
 * @param property property of the contract
 * @param unit unit of the numbers as a code of {@code codes/unit.csv}, or null
 * @param values received text → value of the contract
 * @param presence whether a record may come without the field; a null counts as a field
 */
public record PortalField(
    String field,
    String property,
    String unit,
    Map<String, String> values,
    SourceDefinition.Presence presence)
    implements SourceDefinition.Column {

  public PortalField {
    Require.path("field", field);
    Require.property("property", property);
    values = Require.map(values);
    presence = presence == null ? SourceDefinition.Presence.REQUIRED : presence;
  }

  @Override
  public String name() {
    return field;
  }
}
