package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.Contracts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Since which publication each metric's series is computed as it is, where that was not always. */
final class MetricVersionTexts {
  private static final String CHANGE = "change_kind";

  private MetricVersionTexts() {}

  /**
   * Metric → text, for metrics that had another definition in an earlier publication.
   *
   * @param changes labels of {@code codes/metric_change.csv}
   */
  static Map<String, String> read(
      Connection connection, Publication publication, Map<String, String> changes)
      throws SQLException {
    Map<String, String> texts = new HashMap<>();
    if (!publication.tables().has(Contracts.METRIC_VERSION)) {
      return texts;
    }
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select * from %s where version_number > 1 order by version_number"
                    .formatted(publication.table(Contracts.METRIC_VERSION)))) {
      while (rows.next()) {
        texts.put(
            rows.getString("metric"),
            "第 %d 版，自 %s 的发布（%s）起用于整个序列：%s"
                .formatted(
                    rows.getInt("version_number"),
                    rows.getDate("valid_from"),
                    rows.getString("publication_id"),
                    changes.getOrDefault(change(rows), changes.get("definition"))));
      }
    }
    return texts;
  }

  /** Publications of before the column was there do not say what changed. */
  private static String change(ResultSet row) throws SQLException {
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      if (row.getMetaData().getColumnName(i).equals(CHANGE)) {
        return row.getString(CHANGE);
      }
    }
    return null;
  }
}
