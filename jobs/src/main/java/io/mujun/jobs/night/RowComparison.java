package io.mujun.jobs.night;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Computed rows beside those that stand. */
final class RowComparison {
  /** The column that the night fills: the publication that first said what the row says. */
  static final String PUBLICATION_ID = "publication_id";

  /** How often a row is computed. */
  static final String FRESH = "mujun_fresh";

  /** How often a row stands. */
  static final String STANDING = "mujun_standing";

  /** A publication as a number: its day and its number on from the first. */
  private static final String AS_NUMBER =
      "unix_date(cast(substring_index(%1$s, '.', 1) as date)) * 1000000L"
          + " + cast(substring_index(%1$s, '.', -1) as bigint)";

  private static final String AS_ID =
      "concat(date_from_unix_date(cast(%1$s div 1000000 as int)), '.', %1$s %% 1000000)";

  private RowComparison() {}

  /**
   * Compares rows of a table.
   *
   * @param computed the contract's columns without {@link #PUBLICATION_ID}
   * @param standing rows of the table
   * @return each distinct row once, with how often it is computed ({@link #FRESH}) and how often it
   *     stands ({@link #STANDING}); and the publication that it stands with. Publications are
   *     numbers on the way: the last of texts could be found by sorting all rows alone
   */
  static Dataset<Row> of(Contract contract, Dataset<Row> computed, Dataset<Row> standing) {
    boolean published = isPublished(contract);
    Dataset<Row> fresh = computed.withColumn(FRESH, functions.lit(1L));
    fresh = fresh.withColumn(STANDING, functions.lit(0L));
    Dataset<Row> stood = standing.withColumn(FRESH, functions.lit(0L));
    stood = stood.withColumn(STANDING, functions.lit(1L));
    if (published) {
      fresh = fresh.withColumn(PUBLICATION_ID, functions.lit(null).cast("bigint"));
      stood = stood.withColumn(PUBLICATION_ID, sql(AS_NUMBER));
    }
    Column[] columns = columns(contract).stream().map(functions::col).toArray(Column[]::new);
    List<Column> sums = new ArrayList<>();
    sums.add(functions.sum(STANDING).as(STANDING));
    if (published) {
      sums.add(functions.max(PUBLICATION_ID).as(PUBLICATION_ID));
    }
    Dataset<Row> compared =
        fresh
            .unionByName(stood)
            .groupBy(columns)
            .agg(functions.sum(FRESH).as(FRESH), sums.toArray(Column[]::new));
    return published ? compared.withColumn(PUBLICATION_ID, sql(AS_ID)) : compared;
  }

  private static Column sql(String ofPublication) {
    return functions.expr(ofPublication.formatted(PUBLICATION_ID));
  }

  /**
   * A model's rows with the contract's columns, each cast to its type.
   *
   * @throws MujunException {@code MODEL_COLUMNS} where the model has others
   */
  static Dataset<Row> typed(Contract contract, Dataset<Row> rows) {
    Set<String> given = new TreeSet<>(List.of(rows.columns()));
    Set<String> wanted = new TreeSet<>(columns(contract));
    if (!given.equals(wanted)) {
      Set<String> missing = new TreeSet<>(wanted);
      missing.removeAll(given);
      given.removeAll(wanted);
      throw new MujunException(
          "MODEL_COLUMNS",
          "%s: the model's columns are not those of the contract. Missing: %s. Not in the contract: %s."
              .formatted(contract.qualifiedName(), missing, given));
    }
    return rows.selectExpr(
        contract.properties().stream()
            .filter(property -> wanted.contains(property.name()))
            .map(
                property ->
                    "cast(%1$s as %2$s) as %1$s"
                        .formatted(Sql.name(property.name()), sqlType(property)))
            .toArray(String[]::new));
  }

  private static String sqlType(Property property) {
    String type = property.type().sql();
    return type.equals("timestamp") ? "timestamp_ntz" : type;
  }

  /** The columns that a model computes. */
  static List<String> columns(Contract contract) {
    return contract.properties().stream()
        .map(Property::name)
        .filter(column -> !column.equals(PUBLICATION_ID))
        .toList();
  }

  /** Whether its rows say which publication first said them. */
  static boolean isPublished(Contract contract) {
    return contract.property(PUBLICATION_ID).isPresent();
  }
}
