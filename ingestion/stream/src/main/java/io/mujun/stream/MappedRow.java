package io.mujun.stream;

import io.mujun.warehouse.validation.Finding;
import java.util.List;
import java.util.Map;

/**
 * A source row in the contract's terms.
 *
 * @param values property → typed value; absent where empty or unreadable
 * @param sourceText JSON of the texts that were normalised, or null
 * @param findings errors and warnings
 */
record MappedRow(Map<String, Object> values, String sourceText, List<Finding> findings) {

  boolean isAccepted() {
    return findings.stream().noneMatch(Finding::isError);
  }
}
