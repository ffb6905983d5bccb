package io.mujun.stream.source;

import io.mujun.stream.capture.PendingChanges;
import io.mujun.stream.capture.Position;
import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** The county's database, seen by plain SQL. Only the slot is ever written. */
public final class SourceDatabase implements AutoCloseable {
  private static final String SLOT =
      "select confirmed_flush_lsn, active, to_jsonb(slot) ->> 'wal_status'"
          + " from pg_replication_slots slot where slot_name = ?";
  private static final String CREATE_SLOT =
      "select lsn from pg_create_logical_replication_slot(?, 'pgoutput')";

  /** Messages of pgoutput begin with I, U or D where they tell of a row, C where of a commit. */
  private static final String PENDING =
      """
      with message as (
        select lsn, ordinality, chr(get_byte(data, 0)) as kind
        from pg_logical_slot_peek_binary_changes(
            ?, null, null, 'proto_version', '1', 'publication_names', ?)
          with ordinality as message (lsn, xid, data, ordinality)
      ), last as (
        select lsn, ordinality
        from message
        where kind in ('I', 'U', 'D')
        order by ordinality desc
        limit 1
      )
      select
        count(*) filter (where message.kind in ('I', 'U', 'D')) as changes,
        last.lsn as last,
        count(*) filter (where message.kind in ('I', 'U', 'D') and message.lsn = last.lsn)
          as at_last,
        min(message.lsn) filter (where message.kind = 'C' and message.ordinality > last.ordinality)
          as commit
      from message
      cross join last
      group by last.lsn, last.ordinality
      """;

  private final StreamConfiguration.Source configuration;
  private final Connection connection;

  private SourceDatabase(StreamConfiguration.Source configuration, Connection connection) {
    this.configuration = configuration;
    this.connection = connection;
  }

  /**
   * Connects to the database.
   *
   * @throws SQLException where it does not answer or refuses the password; see {@link SourceFault}
   */
  public static SourceDatabase open(StreamConfiguration.Source configuration) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", configuration.user());
    properties.setProperty("password", configuration.password());
    properties.setProperty("loginTimeout", "10");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("ApplicationName", "mujun-stream");
    return new SourceDatabase(
        configuration, DriverManager.getConnection(configuration.url(), properties));
  }

  public Connection connection() {
    return connection;
  }

  /**
   * A replication slot.
   *
   * @param position place up to which the source has dropped its log
   * @param use whether a stream reads it now
   */
  public record Slot(long position, Use use) {}

  /** Whether a slot is being read, or can be. */
  public enum Use {
    FREE,
    TAKEN,
    /** The server dropped log that the slot had yet to tell. */
    LOST
  }

  Optional<Slot> slot() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SLOT)) {
      query.setString(1, configuration.slot());
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Slot(
                    Position.parse(row.getString(1)), use(row.getBoolean(2), row.getString(3))))
            : Optional.empty();
      }
    }
  }

  /**
   * @param walStatus null before PostgreSQL 13, which drops nothing that a slot needs
   */
  private static Use use(boolean active, String walStatus) {
    if ("lost".equals(walStatus)) {
      return Use.LOST;
    }
    return active ? Use.TAKEN : Use.FREE;
  }

  public Slot createSlot() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(CREATE_SLOT)) {
      query.setString(1, configuration.slot());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return new Slot(Position.parse(row.getString(1)), Use.FREE);
      }
    }
  }

  /**
   * The slot, free to be read; after a stream was killed the source needs a moment to notice.
   *
   * @throws MujunException {@code SLOT_IN_USE} where it is still taken after ten seconds
   */
  public Optional<Slot> freeSlot() throws SQLException, InterruptedException {
    Deadline wait = Deadline.seconds(10);
    Optional<Slot> slot = slot();
    while (slot.isPresent() && slot.get().use() == Use.TAKEN) {
      if (!wait.again()) {
        throw new MujunException(
            "SLOT_IN_USE",
            "The replication slot '%s' of %s is being read by another process. Stop that one first, or give this one a slot of its own."
                .formatted(configuration.slot(), configuration.database()));
      }
      slot = slot();
    }
    return slot;
  }

  /** The committed changes of captured tables that the slot still holds. The slot must be free. */
  public PendingChanges pending() throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(PENDING)) {
      query.setString(1, configuration.slot());
      query.setString(2, configuration.publication());
      try (ResultSet row = query.executeQuery()) {
        return !row.next()
            ? PendingChanges.NONE
            : new PendingChanges(
                row.getLong(1),
                Position.parse(row.getString(2)),
                row.getLong(3),
                Position.parse(row.getString(4)));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
