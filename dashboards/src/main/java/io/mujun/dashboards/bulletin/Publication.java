package io.mujun.dashboards.bulletin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A publication, and the snapshots by which its tables can be read again.
 *
 * @param id its number
 * @param asAt the day as known on which it was computed
 * @param tables table → snapshot
 */
record Publication(String id, LocalDate asAt, JsonNode tables) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String LATEST =
      """
      select publication_id, as_at, tables
      from ads.publication
      where as_at <= ?
      order by as_at desc, cast(split_part(publication_id, '.', 2) as integer) desc
      limit 1
      """;

  /** The last publication as at a day or before. */
  static Optional<Publication> latest(Connection connection, LocalDate day) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(LATEST)) {
      select.setDate(1, Date.valueOf(day));
      try (ResultSet found = select.executeQuery()) {
        return found.next()
            ? Optional.of(
                new Publication(
                    found.getString(1),
                    found.getDate(2).toLocalDate(),
                    JSON.readTree(found.getString(3))))
            : Optional.empty();
      }
    } catch (JsonProcessingException invalid) {
      throw new UncheckedIOException(invalid);
    }
  }

  /** The table as this publication published it, for a FROM clause. */
  String table(String qualifiedName) {
    JsonNode snapshot = tables.path(qualifiedName);
    return snapshot.isMissingNode()
        ? qualifiedName
        : qualifiedName + " for version as of " + snapshot.asLong();
  }
}
