package io.mujun.stream.configuration;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.warehouse.MujunException;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What the process is told in the first line of its input.
 *
 * @param source the county's database
 * @param catalog the Iceberg catalog
 * @param warehouseDirectory the folder {@code warehouse} with contracts and codes
 * @param sourcesDirectory the folder {@code ingestion/sources}
 * @param stateDirectory where checkpoints are kept
 * @param receivedOn the day that records count as received; null = the day of processing in
 *     Asia/Shanghai
 * @param mode whether to end when caught up
 * @param checkpointSeconds seconds between commits; null = 1 when catching up, else 30
 * @param endingShare share of a table's rows, from 0 to 1, that may end because the source does not
 *     have them; null = 0.2
 */
public record StreamConfiguration(
    Source source,
    Catalog catalog,
    Path warehouseDirectory,
    Path sourcesDirectory,
    Path stateDirectory,
    LocalDate receivedOn,
    Mode mode,
    Integer checkpointSeconds,
    Double endingShare) {
  private static final double ENDING_SHARE = 0.2;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new LocalDateText())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  public StreamConfiguration {
    require(source, "source");
    require(catalog, "catalog");
    require(warehouseDirectory, "warehouseDirectory");
    require(sourcesDirectory, "sourcesDirectory");
    require(stateDirectory, "stateDirectory");
    mode = mode == null ? Mode.CATCH_UP : mode;
    checkpointSeconds =
        checkpointSeconds == null ? (mode == Mode.CATCH_UP ? 1 : 30) : checkpointSeconds;
    endingShare = endingShare == null ? Double.valueOf(ENDING_SHARE) : endingShare;
    if (!(endingShare >= 0 && endingShare <= 1)) {
      throw new IllegalArgumentException("'endingShare' is not from 0 to 1");
    }
  }

  /** Whether the process ends by itself. */
  public enum Mode {
    @JsonProperty("catch_up")
    CATCH_UP,
    @JsonProperty("continuous")
    CONTINUOUS
  }

  /**
   * The county's database.
   *
   * @param connection name by which the source files know this database; null = as the database
   * @param slot replication slot; null = {@code mujun_capture}
   * @param publication publication of the captured tables; null = {@code mujun_capture}
   */
  public record Source(
      String host,
      int port,
      String database,
      String user,
      String password,
      String connection,
      String slot,
      String publication) {
    public Source {
      require(host, "source.host");
      require(database, "source.database");
      require(user, "source.user");
      require(password, "source.password");
      connection = connection == null ? database : connection;
      slot = slot == null ? "mujun_capture" : slot;
      publication = publication == null ? "mujun_capture" : publication;
    }

    public String url() {
      return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }
  }

  /**
   * The Iceberg catalog.
   *
   * @param uri JDBC address of the catalog's database
   * @param warehouse root of the tables' files, as {@code file:///…}
   */
  public record Catalog(String uri, String user, String password, String warehouse) {
    public Catalog {
      require(uri, "catalog.uri");
      require(user, "catalog.user");
      require(password, "catalog.password");
      require(warehouse, "catalog.warehouse");
    }
  }

  /**
   * Reads the first line of input.
   *
   * @throws MujunException {@code CONFIGURATION_INVALID}, naming the key but never a value
   */
  public static StreamConfiguration parse(String json) {
    try {
      return JSON.readValue(json, StreamConfiguration.class);
    } catch (JsonProcessingException invalid) {
      invalid.clearLocation();
      throw new MujunException(
          "CONFIGURATION_INVALID",
          "The first line of input is no valid configuration: "
              + (invalid.getCause() instanceof IllegalArgumentException cause
                  ? cause.getMessage()
                  : invalid.getOriginalMessage()));
    }
  }

  private static void require(Object value, String key) {
    if (value == null) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
  }
}
