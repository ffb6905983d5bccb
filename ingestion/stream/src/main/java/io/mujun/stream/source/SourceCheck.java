package io.mujun.stream.source;

import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.DatabaseColumn;
import io.mujun.warehouse.source.StreamSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks that a source database is set up for capture, and says which SQL sets it up. */
public final class SourceCheck {
  private final StreamConfiguration.Source configuration;
  private final Connection connection;

  public SourceCheck(StreamConfiguration.Source configuration, SourceDatabase database) {
    this.configuration = configuration;
    this.connection = database.connection();
  }

  /**
   * Holds the database fit for the capture of its tables.
   *
   * @throws MujunException {@code WAL_LEVEL_NOT_LOGICAL}, {@code SOURCE_TABLE_MISSING}, {@code
   *     SOURCE_COLUMN_MISSING}, {@code SOURCE_KEY_DIFFERS}, {@code REPLICA_IDENTITY_NOT_FULL} or
   *     {@code PUBLICATION_INCOMPLETE}
   */
  public void verify(List<StreamSource> sources) throws SQLException {
    verifyWalLevel();
    for (StreamSource source : sources) {
      verifyTable(source);
    }
    verifyPublication(sources);
  }

  private void verifyWalLevel() throws SQLException {
    String level = texts("show wal_level").get(0);
    if (!level.equals("logical")) {
      throw new MujunException(
          "WAL_LEVEL_NOT_LOGICAL",
          "%s has wal_level = %s. Run as its administrator: alter system set wal_level = 'logical'; and restart the server."
              .formatted(configuration.database(), level));
    }
  }

  private void verifyTable(StreamSource source) throws SQLException {
    String table = source.sourceTable();
    List<String> identity =
        texts("select relreplident::text from pg_class where oid = to_regclass(?)", table);
    if (identity.isEmpty()) {
      throw new MujunException(
          "SOURCE_TABLE_MISSING",
          "%s has no table %s, which %s.yaml reads (or user '%s' may not see its schema)."
              .formatted(configuration.database(), table, source.source(), configuration.user()));
    }
    Set<String> columns =
        new HashSet<>(
            texts(
                "select attname::text from pg_attribute where attrelid = to_regclass(?)"
                    + " and attnum > 0 and not attisdropped",
                table));
    List<String> wanted = new ArrayList<>(source.key());
    source.columns().stream().map(DatabaseColumn::column).forEach(wanted::add);
    wanted.removeAll(columns);
    if (!wanted.isEmpty()) {
      throw new MujunException(
          "SOURCE_COLUMN_MISSING",
          "%s of %s has no column %s, which %s.yaml reads."
              .formatted(
                  table, configuration.database(), String.join(", ", wanted), source.source()));
    }
    verifyKey(source);
    if (!identity.get(0).equals("f")) {
      throw new MujunException(
          "REPLICA_IDENTITY_NOT_FULL",
          "%s of %s does not log rows as they stood before a change. Run as its owner: alter table %s replica identity full;"
              .formatted(table, configuration.database(), table));
    }
  }

  /** What a source file calls the key has to tell rows apart in the source. */
  private void verifyKey(StreamSource source) throws SQLException {
    List<String> key =
        texts(
            "select attname::text from pg_index join pg_attribute"
                + " on attrelid = indrelid and attnum = any(indkey)"
                + " where indisprimary and indrelid = to_regclass(?) order by attname",
            source.sourceTable());
    if (!key.equals(source.key().stream().sorted().toList())) {
      throw new MujunException(
          "SOURCE_KEY_DIFFERS",
          "%s of %s has %s, but %s.yaml has the key %s. Correct the source file, or have the table's owner declare the key."
              .formatted(
                  source.sourceTable(),
                  configuration.database(),
                  key.isEmpty() ? "no primary key" : "the primary key " + String.join(", ", key),
                  source.source(),
                  String.join(", ", source.key())));
    }
  }

  private void verifyPublication(List<StreamSource> sources) throws SQLException {
    List<String> published =
        texts(
            "select schemaname || '.' || tablename from pg_publication_tables where pubname = ?",
            configuration.publication());
    List<String> missing =
        new ArrayList<>(sources.stream().map(StreamSource::sourceTable).toList());
    missing.removeAll(published);
    if (missing.isEmpty()) {
      return;
    }
    boolean exists =
        !texts(
                "select pubname::text from pg_publication where pubname = ?",
                configuration.publication())
            .isEmpty();
    throw new MujunException(
        "PUBLICATION_INCOMPLETE",
        "The publication '%s' of %s does not hold %s. Run as the tables' owner: %s publication %s %s table %s;"
            .formatted(
                configuration.publication(),
                configuration.database(),
                String.join(", ", missing),
                exists ? "alter" : "create",
                configuration.publication(),
                exists ? "add" : "for",
                String.join(", ", missing)));
  }

  private List<String> texts(String sql, String... parameters) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setString(i + 1, parameters[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }
}
