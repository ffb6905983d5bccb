package io.mujun.stream.settle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One table held against its source.
 *
 * @param source slug of the source
 * @param rows rows in the source that the contract accepts
 * @param refused rows in the source that it refuses; their keys are left out on both sides
 * @param kept rows in {@code ods} as of now
 * @param sourceHash fingerprint of the source's rows
 * @param keptHash fingerprint of {@code ods}
 * @param missing keys that only the source has
 * @param stale keys that only {@code ods} has
 * @param changed keys whose values differ
 */
public record Comparison(
    String source,
    long rows,
    long refused,
    long kept,
    String sourceHash,
    String keptHash,
    List<String> missing,
    List<String> stale,
    List<String> changed) {

  static Comparison of(
      String source, Map<String, BigInteger> there, long refused, Map<String, BigInteger> here) {
    RowSetHash sourceSum = new RowSetHash();
    RowSetHash keptSum = new RowSetHash();
    there.values().forEach(sourceSum::add);
    here.values().forEach(keptSum::add);
    List<String> missing = new ArrayList<>();
    List<String> stale = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    if (!sourceSum.text().equals(keptSum.text())) {
      TreeSet<String> keys = new TreeSet<>(there.keySet());
      keys.addAll(here.keySet());
      for (String key : keys) {
        if (!here.containsKey(key)) {
          missing.add(key);
        } else if (!there.containsKey(key)) {
          stale.add(key);
        } else if (!here.get(key).equals(there.get(key))) {
          changed.add(key);
        }
      }
    }
    return new Comparison(
        source,
        sourceSum.count(),
        refused,
        keptSum.count(),
        sourceSum.text(),
        keptSum.text(),
        missing,
        stale,
        changed);
  }

  boolean isEqual() {
    return rows == kept && sourceHash.equals(keptHash);
  }

  /** Whether rows that the source no longer has are all that differs. */
  boolean isOnlyStale() {
    return missing.isEmpty() && changed.isEmpty() && !stale.isEmpty();
  }
}
