package io.mujun.record;

import io.mujun.record.value.Cell;
import io.mujun.warehouse.validation.Finding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One record, read and held against its contract.
 *
 * @param values property → value in the contract's type; a property that could not be read is
 *     absent
 * @param operation statement, snapshot, insert, update or delete
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
  /** The operation that ends a record. */
  public static final String DELETE = "delete";

  public boolean isRefused() {
    return findings.stream().anyMatch(Finding::isError);
  }

  /**
   * The end of this record where it is no longer found: a change gives it another key or another
   * zone. Told before the change, at its place.
   *
   * @param after the record after the change, accepted
   * @param key the contract's key
   * @return empty where the record stays, or never was in
   */
  public Optional<SourceRecord> endedBy(SourceRecord after, List<String> key) {
    boolean stays = stays(after, "zone_code") && key.stream().allMatch(name -> stays(after, name));
    return stays || isRefused()
        ? Optional.empty()
        : Optional.of(new SourceRecord(values, DELETE, after.locator(), cells, List.of()));
  }

  private boolean stays(SourceRecord after, String property) {
    return Objects.equals(values.get(property), after.values().get(property));
  }
}
