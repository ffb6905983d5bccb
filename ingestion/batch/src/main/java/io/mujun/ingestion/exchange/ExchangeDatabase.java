package io.mujun.ingestion.exchange;

import io.mujun.warehouse.MujunException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/**
 * How an exchange database is reached.
 *
 * @param dialect what its make needs
 * @param drivers where its driver is found
 * @param uri JDBC address
 * @param options further properties of the driver, such as those of TLS; they go before the
 *     dialect's
 * @param user its user
 * @param password its password; never printed
 */
public record ExchangeDatabase(
    Dialect dialect,
    Drivers drivers,
    String uri,
    Map<String, String> options,
    String user,
    String password) {

  public ExchangeDatabase {
    options = Map.copyOf(options);
  }

  /** Opens a session that only reads, and whose times are Asia/Shanghai's. */
  Connection open() throws SQLException {
    Properties properties = new Properties();
    dialect.properties().forEach(properties::setProperty);
    options.forEach(properties::setProperty);
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    Connection connection = drivers.driver(dialect).connect(uri, properties);
    if (connection == null) {
      throw new MujunException(
          "DIALECT_INVALID",
          "The driver %s does not know addresses such as %s: correct 'url' in ingestion/dialects/%s.yaml."
              .formatted(dialect.driver(), uri, dialect.kind()));
    }
    try (Statement statement = connection.createStatement()) {
      for (String begin : dialect.session()) {
        statement.execute(begin);
      }
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      return connection;
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  @Override
  public String toString() {
    return "ExchangeDatabase[uri=%s, user=%s]".formatted(uri, user);
  }
}
