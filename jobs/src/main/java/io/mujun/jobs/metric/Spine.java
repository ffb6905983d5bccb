package io.mujun.jobs.metric;

import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The zones and months that have figures: of each zone from January of the first year with any fact
 * to the month of the day as at which figures are computed.
 */
final class Spine {
  /** No fact lies further back; an older date in a record is an error, not a month to report. */
  private static final int MOST_YEARS = 20;

  private static final StructType COLUMNS =
      new StructType()
          .add("spine_zone_code", DataTypes.StringType)
          .add("spine_period", DataTypes.DateType)
          .add("month_end", DataTypes.DateType);

  private final SparkSession session;
  private final LocalDate asAt;

  Spine(SparkSession session, LocalDate asAt) {
    this.session = session;
    this.asAt = asAt;
  }

  /**
   * Creates the view {@link MetricSql#SPINE}.
   *
   * @param facts views of facts with their zone and time
   * @param zones condition on {@code zone_code}
   */
  void create(List<String> facts, String zones) {
    List<Row> rows = new ArrayList<>();
    for (Row zone : session.sql(firstYears(facts, zones)).collectAsList()) {
      int first = zone.isNullAt(1) ? asAt.getYear() : zone.getInt(1);
      first = Math.max(Math.min(first, asAt.getYear()), asAt.getYear() - MOST_YEARS);
      YearMonth last = YearMonth.from(asAt);
      for (YearMonth month = YearMonth.of(first, 1);
          !month.isAfter(last);
          month = month.plusMonths(1)) {
        LocalDate end = month.equals(last) ? asAt : month.atEndOfMonth();
        rows.add(
            RowFactory.create(zone.getString(0), Date.valueOf(month.atDay(1)), Date.valueOf(end)));
      }
    }
    session.createDataFrame(rows, COLUMNS).createOrReplaceTempView(MetricSql.SPINE);
  }

  private static String firstYears(List<String> facts, String zones) {
    String first =
        facts.stream()
            .map(view -> "select fact_zone_code, fact_time from " + view)
            .collect(Collectors.joining("\nunion all\n"));
    return """
        select zone.zone_code, begun.first_year
        from (select zone_code from dim.zone where %1$s) as zone
        left join (
          select fact_zone_code, min(year(fact_time)) as first_year
          from (
        %2$s
          )
          group by fact_zone_code
        ) as begun on zone.zone_code = begun.fact_zone_code
        """
        .formatted(zones, first);
  }
}
