package io.mujun.record;

import io.mujun.record.value.Cell;
import io.mujun.warehouse.validation.Finding;
import java.util.List;
import java.util.Map;

/**
 * One record, read and held against its contract.
 *
 * @param values property → value in the contract's type; a property that could not be read is
 *     absent
 * @param operation statement, insert, update or delete
 * @param locator where it stood
 * @param cells property → the cell it was read from, as it stood
 * @param findings what is wrong or worth a second look; an error refuses the record
 */
public record SourceRecord(
    Map<String, Object> values,
    String operation,
    Locator locator,
    Map<String, Cell> cells,
    List<Finding> findings) {

  public boolean isRefused() {
    return findings.stream().anyMatch(Finding::isError);
  }
}
