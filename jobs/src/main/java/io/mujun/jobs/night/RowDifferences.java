package io.mujun.jobs.night;

import io.mujun.jobs.sql.Views;
import io.mujun.warehouse.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Tells rows that differ, column by column. */
final class RowDifferences {
  private RowDifferences() {}

  /** The rows of one key. */
  private static final class Pair {
    private Row published;
    private Row computed;
  }

  /**
   * The differences of rows, by key.
   *
   * @param different rows of a {@link RowComparison} that are not as often computed as they stand
   * @param most how many rows are told
   */
  static List<VerificationResult.Difference> of(
      Contract contract, Dataset<Row> different, int most) {
    List<String> key = Views.identity(contract);
    Column[] order = key.stream().map(functions::col).toArray(Column[]::new);
    Map<String, Pair> pairs = new TreeMap<>();
    for (Row row : different.orderBy(order).limit(most).collectAsList()) {
      Pair pair = pairs.computeIfAbsent(key(row, key), any -> new Pair());
      long fresh = row.getAs(RowComparison.FRESH);
      long standing = row.getAs(RowComparison.STANDING);
      if (fresh > standing) {
        pair.computed = row;
      } else {
        pair.published = row;
      }
    }
    List<VerificationResult.Difference> differences = new ArrayList<>();
    pairs.forEach((name, pair) -> differences.addAll(of(contract, name, pair)));
    return differences;
  }

  private static List<VerificationResult.Difference> of(Contract contract, String key, Pair pair) {
    String table = contract.qualifiedName();
    if (pair.published == null || pair.computed == null) {
      return List.of(
          new VerificationResult.Difference(
              table,
              key,
              null,
              pair.published == null ? null : pair.published.mkString("|"),
              pair.computed == null ? null : pair.computed.mkString("|")));
    }
    List<VerificationResult.Difference> differences = new ArrayList<>();
    for (String column : RowComparison.columns(contract)) {
      String published = text(pair.published, column);
      String computed = text(pair.computed, column);
      if (!Objects.equals(published, computed)) {
        differences.add(new VerificationResult.Difference(table, key, column, published, computed));
      }
    }
    return differences;
  }

  private static String key(Row row, List<String> key) {
    return key.stream()
        .map(column -> column + "=" + text(row, column))
        .collect(Collectors.joining(", "));
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? null : value.toString();
  }
}
