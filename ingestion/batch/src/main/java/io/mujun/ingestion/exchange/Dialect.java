package io.mujun.ingestion.exchange;

import java.util.List;
import java.util.Map;

/**
 * What differs between makes of databases, as a file of {@code ingestion/dialects} declares it.
 *
 * @param kind the file's name, by which {@code connections.yaml} means it
 * @param driver class of the JDBC driver
 * @param jar how the driver's jar is called
 * @param port the port where nothing else is said
 * @param url JDBC address with {@code {host}}, {@code {port}} and {@code {database}}
 * @param properties the driver's properties, such as its timeouts in its own unit
 * @param session statements that begin a session: times are Asia/Shanghai's
 * @param now query of the local time in the session's zone
 * @param fetchRows rows that are fetched at a time, so that memory does not grow with a table
 * @param faults by what the faults of a source are known
 */
public record Dialect(
    String kind,
    String driver,
    String jar,
    int port,
    String url,
    Map<String, String> properties,
    List<String> session,
    String now,
    int fetchRows,
    List<FaultSigns> faults) {

  public Dialect {
    require(kind, "kind");
    require(driver, "driver");
    require(jar, "jar");
    require(url, "url");
    require(now, "now");
    if (fetchRows < 1) {
      throw new IllegalArgumentException("'fetch_rows' has to be positive");
    }
    properties = properties == null ? Map.of() : Map.copyOf(properties);
    session = session == null ? List.of() : List.copyOf(session);
    faults = faults == null ? List.of() : List.copyOf(faults);
  }

  /**
   * By what a fault is known; one sign is enough.
   *
   * @param code the fault, such as {@code SOURCE_TABLE_MISSING}
   * @param states beginnings of SQL states
   * @param numbers the vendor's error numbers
   * @param words texts within the message
   */
  public record FaultSigns(
      ExchangeFault code, List<String> states, List<Integer> numbers, List<String> words) {
    public FaultSigns {
      if (code == null) {
        throw new IllegalArgumentException("'faults' needs a 'code'");
      }
      states = states == null ? List.of() : List.copyOf(states);
      numbers = numbers == null ? List.of() : List.copyOf(numbers);
      words = words == null ? List.of() : List.copyOf(words);
    }
  }

  /**
   * The JDBC address of a database.
   *
   * @throws IllegalArgumentException where host or database hold what may end their part of an
   *     address
   */
  public String url(String host, int port, String database) {
    requirePart(host);
    requirePart(database);
    return url.replace("{host}", host)
        .replace("{port}", Integer.toString(port))
        .replace("{database}", database);
  }

  private static void requirePart(String part) {
    if (!part.matches("[\\p{L}\\p{N}._:$\\[\\]-]+")) {
      throw new IllegalArgumentException(
          "'%s' is no name of a host or database. Further settings belong into 'options'."
              .formatted(part));
    }
  }

  private static void require(String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
  }
}
