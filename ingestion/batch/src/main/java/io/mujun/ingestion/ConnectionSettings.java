package io.mujun.ingestion;

/**
 * How a county database is reached.
 *
 * @param uri JDBC address
 * @param user its user
 * @param password its password; never printed
 */
public record ConnectionSettings(String uri, String user, String password) {
  @Override
  public String toString() {
    return "ConnectionSettings[uri=%s, user=%s]".formatted(uri, user);
  }
}
