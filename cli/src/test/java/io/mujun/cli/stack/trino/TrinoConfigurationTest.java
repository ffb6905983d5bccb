package io.mujun.cli.stack.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.cli.stack.trino.TrinoSettings.Database;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrinoConfigurationTest {
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of("..", "warehouse"));
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private final Instant now = Instant.now();

  @TempDir private Path folder;

  @Test
  void listens_over_https_on_the_loopback_address_alone() throws IOException {
    configuration(name -> "secret-" + name).write(WAREHOUSE, JDK, now);

    assertThat(properties("config.properties"))
        .containsEntry("node.bind-ip", "127.0.0.1")
        .containsEntry("http-server.http.enabled", "false")
        .containsEntry("http-server.https.port", "4711")
        .containsEntry("http-server.authentication.type", "PASSWORD");
    assertThat(properties("catalog/mujun.properties"))
        .containsEntry("iceberg.security", "read_only")
        .containsEntry("iceberg.jdbc-catalog.connection-url", "jdbc:postgresql://127.0.0.1:1/c");
  }

  @Test
  void writes_no_secret_and_keeps_all_to_the_owner() throws IOException {
    TrinoConfiguration configuration = configuration(name -> "secret-" + name);
    configuration.write(WAREHOUSE, JDK, now);

    for (Map.Entry<Path, String> file : contents().entrySet()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getKey())))
          .as("%s", file.getKey())
          .isEqualTo("rw-------");
      assertThat(file.getValue()).as("%s", file.getKey()).doesNotContain("secret-", "hidden");
    }
    TrinoLaunch launch = configuration.launch(JDK);
    assertThat(launch.toString()).doesNotContain("secret-", "hidden");
    assertThat(String.join(" ", launch.command())).doesNotContain("secret-", "hidden");
    assertThat(launch.environment())
        .containsEntry("TRINO_CATALOG_PASSWORD", "hidden")
        .containsEntry("TRINO_SHARED_SECRET", "secret-trino-internal");
    assertThat(settings().toString()).doesNotContain("hidden");
  }

  @Test
  void writes_nothing_anew_where_nothing_changed() throws IOException {
    configuration(name -> "secret-" + name).write(WAREHOUSE, JDK, now);
    Map<Path, FileTime> before = times();

    configuration(name -> "secret-" + name).write(WAREHOUSE, JDK, now);

    assertThat(times()).isEqualTo(before);
  }

  @Test
  void hashes_a_changed_password_anew_and_no_other() throws IOException {
    configuration(name -> "secret-" + name).write(WAREHOUSE, JDK, now);
    Map<String, String> before = hashes();

    configuration(name -> (name.endsWith("analyst") ? "changed-" : "secret-") + name)
        .write(WAREHOUSE, JDK, now);

    Map<String, String> after = hashes();
    assertThat(after.keySet()).isEqualTo(before.keySet()).contains("analyst", "superset", "mujun");
    assertThat(after.remove("analyst")).isNotEqualTo(before.remove("analyst"));
    assertThat(after).isEqualTo(before);
  }

  @Test
  void renews_the_certificate_before_it_ends() throws IOException {
    TrinoConfiguration configuration = configuration(name -> "secret-" + name);
    configuration.write(WAREHOUSE, JDK, now);
    String first = Files.readString(configuration.certificate());

    configuration.write(WAREHOUSE, JDK, now.plus(Duration.ofDays(3600)));
    assertThat(Files.readString(configuration.certificate())).isEqualTo(first);

    configuration.write(WAREHOUSE, JDK, now.plus(Duration.ofDays(3630)));
    assertThat(Files.readString(configuration.certificate()))
        .isNotEqualTo(first)
        .startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void says_what_keytool_said() {
    assertThatThrownBy(() -> configuration(name -> "short").write(WAREHOUSE, JDK, now))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CERTIFICATE_FAILED"))
        .hasMessageContaining("at least 6 characters");
  }

  @Test
  void names_the_folder_that_cannot_be_written() throws IOException {
    Files.writeString(folder.resolve("trino"), "a file where a folder belongs");

    assertThatThrownBy(() -> configuration(name -> "secret-" + name).write(WAREHOUSE, JDK, now))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("TRINO_CONFIGURATION_FAILED"))
        .hasMessageContaining(folder.resolve("trino").toString());
  }

  @Test
  void gives_a_url_that_stands_any_folder_name() {
    TrinoSettings settings =
        new TrinoSettings(
            Path.of("server"),
            Path.of("/亩 均/100%/trino"),
            4711,
            new Database("jdbc:postgresql://127.0.0.1:1/c", "reader", "hidden"),
            folder);

    assertThat(new TrinoConfiguration(settings, name -> name).jdbcUrl())
        .isEqualTo(
            "jdbc:trino://localhost:4711/mujun?SSL=true"
                + "&SSLTrustStorePath=/%E4%BA%A9%20%E5%9D%87/100%25/trino/ca.pem");
  }

  private TrinoSettings settings() {
    return new TrinoSettings(
        Path.of("server"),
        folder.resolve("trino"),
        4711,
        new Database("jdbc:postgresql://127.0.0.1:1/c", "reader", "hidden"),
        folder.resolve("warehouse"));
  }

  private TrinoConfiguration configuration(UnaryOperator<String> secrets) {
    return new TrinoConfiguration(settings(), secrets);
  }

  private Properties properties(String name) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(folder.resolve("trino/etc").resolve(name))) {
      properties.load(reader);
    }
    return properties;
  }

  private Map<String, String> hashes() throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("trino/etc/users"))) {
      hashes.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1));
    }
    return hashes;
  }

  private Map<Path, FileTime> times() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    for (Path file : files()) {
      times.put(file, Files.getLastModifiedTime(file));
    }
    return times;
  }

  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : files()) {
      contents.put(file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    }
    return contents;
  }

  private Path[] files() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("trino"))) {
      return files.filter(Files::isRegularFile).toArray(Path[]::new);
    }
  }
}
