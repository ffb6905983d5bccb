package io.mujun.warehouse.source;

import java.util.Map;

/**
 * A column of a database table.
 *
 * @param column name in the source database
 * @param property property of the contract
 * @param unit unit of the numbers as a code of {@code codes/unit.csv}, or null
 * @param values received text → value of the contract
 */
public record DatabaseColumn(
    String column, String property, String unit, Map<String, String> values)
    implements SourceDefinition.Column {

  public DatabaseColumn {
    Require.identifier("column", column);
    Require.property("property", property);
    values = Require.map(values);
  }

  @Override
  public String name() {
    return column;
  }
}
