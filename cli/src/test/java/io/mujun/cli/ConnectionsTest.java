package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.cli.stack.Secrets;
import io.mujun.cli.stack.Settings;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.source.ConventionFiles;
import io.mujun.warehouse.source.PortalConvention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {
  private static final List<Connections.Sample> SAMPLES =
      List.of(
          Connections.Sample.ofDatabase("county_exchange", "county_exchange_reader"),
          Connections.Sample.ofDatabase("county_approval", "county_approval_capture"));
  private static final String OF_A_PERSON =
      """
      # the county's own, since May
      county_exchange:
        host: 127.0.0.1   # through the tunnel
        port: 6543
        database: qzk
        user: reader
        secret: county\
      """;

  private static final PortalConvention UNSIGNED =
      ConventionFiles.parse(
          """
          convention: test
          records: /data
          paging: {kind: cursor, parameter: after, next: /next}
          """,
          "test");
  private static final PortalConvention SIGNED =
      ConventionFiles.parse(
          """
          convention: test
          records: /data
          paging: {kind: cursor, parameter: after, next: /next}
          signature: {user: appId, timestamp: timestamp, nonce: nonce, sign: sign}
          """,
          "test");

  @TempDir Path folder;
  private Settings settings;
  private Path file;

  @BeforeEach
  void secrets() {
    settings = Settings.of(MujunRun.HOME, Map.of("MUJUN_DATA", folder.toString()));
    file = folder.resolve("connections.yaml");
    for (String name : List.of("county", "county_exchange_reader", "county_approval_capture")) {
      new Secrets(settings).secret(name);
    }
  }

  @Test
  void samplesAreAddedWhereThereIsNoFile() {
    new Connections(settings, 15432).addSamples(SAMPLES);
    assertThat(new Connections(settings, 15432).connection("county_approval"))
        .hasToString(
            "jdbc:postgresql://127.0.0.1:15432/county_approval as county_approval_capture");
  }

  @Test
  void samplesFollowTheEmbeddedServerToAnotherPort() throws IOException {
    new Connections(settings, 15432).addSamples(SAMPLES);
    String written = Files.readString(file);
    Connections moved = new Connections(settings, 25432);
    moved.addSamples(SAMPLES);
    assertThat(file).hasContent(written);
    assertThat(moved.connection("county_exchange").port()).isEqualTo(25432);
  }

  @Test
  void whatAPersonWroteStaysAndOnlyWhatIsMissingIsAdded() throws IOException {
    Files.writeString(file, OF_A_PERSON);
    Connections connections = new Connections(settings, 15432);
    connections.addSamples(SAMPLES);
    assertThat(Files.readString(file)).startsWith(OF_A_PERSON + "\n").contains("county_approval:");
    assertThat(connections.connection("county_exchange"))
        .hasToString("jdbc:postgresql://127.0.0.1:6543/qzk as reader");
    assertThat(connections.connection("county_approval").port()).isEqualTo(15432);
  }

  @Test
  void aPortalHasAnAddressAndTheSampleCountysIsStartedWhereItIsAskedFor() throws IOException {
    Files.writeString(
        file, "share: {url: 'https://share.example/api', user: mujun, secret: county}\n");
    Connections connections = new Connections(settings, 15432);
    assertThat(connections.portal("share", SIGNED))
        .hasToString("https://share.example/api as mujun")
        .extracting(Connections.PortalEntry::secret)
        .isEqualTo(new Secrets(settings).secret("county"));
    assertThat(connections.portal("share", UNSIGNED).secret()).isNull();
    new Secrets(settings).secret("county_portal");
    connections.addSamples(List.of(Connections.Sample.ofPortal("county_portal", "mujun")));
    assertThat(connections.portal("county_portal", SIGNED).url()).isNull();
    assertThatThrownBy(() -> connections.portal("other", SIGNED))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_MISSING"))
        .hasMessageContaining("other:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url: 'http://share.example/api', user: a, secret: county",
        "url: 'https://share.example/', user: a, secret: county",
        "url: 'https://share.example?key=1', user: a, secret: county",
        "url: 'no address', user: a, secret: county",
        "url: 'https://share.example', secret: county",
        "url: 'https://share.example', user: a",
        "url: 'https://share.example', user: a, secret: county, server: embedded",
        "server: elsewhere, user: a, secret: county",
        "host: share.example, user: a, secret: county",
      })
  void faultOfAPortalsEntryIsNamed(String entry) throws IOException {
    Files.writeString(file, "share: {" + entry + "}\n");
    assertThatThrownBy(() -> new Connections(settings, 15432).portal("share", SIGNED))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_INVALID"))
        .hasMessageContaining("share: ");
  }

  @Test
  void fileOfCommentsAloneIsNoFault() throws IOException {
    Files.writeString(file, "# nothing yet\n");
    new Connections(settings, 15432).addSamples(SAMPLES);
    assertThat(Files.readString(file)).startsWith("# nothing yet\n").contains("county_exchange:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{county_exchange: {host: a, database: b, user: c, secret: d}}\n",
        "county_exchange: [\n",
        "- county_exchange\n"
      })
  void fileThatCannotBeAddedToIsRefusedAndStays(String text) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> new Connections(settings, 15432).addSamples(SAMPLES))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_INVALID"))
        .hasMessageContaining("connections");
    assertThat(Files.readString(file)).isEqualTo(text);
    assertThat(folder).isDirectoryNotContaining("glob:**/.connections-*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: elsewhere, database: a, user: b, secret: county",
        "server: embedded, host: a, database: a, user: b, secret: county",
        "host: a, port: seven, database: a, user: b, secret: county",
        "host: a, port: 70000, database: a, user: b, secret: county",
        "host: a, user: b, secret: county",
        "host: a, database: 'b?ssl=off', user: c, secret: county",
        "host: a, database: b, user: c, secret: county, tls: true",
        "host: a, database: b, user: c, secret: county, options: require",
        "host: a, database: b, user: c, secret: county, options: {password: open}",
      })
  void faultOfAnEntryIsNamed(String entry) throws IOException {
    Files.writeString(file, "county_exchange: {" + entry + "}\n");
    assertThatThrownBy(() -> new Connections(settings, 15432).connection("county_exchange"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_INVALID"))
        .hasMessageContaining("county_exchange: ");
  }

  @Test
  void kindSaysAddressAndPortAndOptionsGoToTheDriver() throws IOException {
    Files.writeString(
        file,
        """
        county_exchange:
          kind: mysql
          host: db.county
          database: qzk
          user: reader
          secret: county
          options: {sslMode: verify-full}
        """);
    Connections.Connection connection =
        new Connections(settings, 15432).connection("county_exchange");
    assertThat(connection).hasToString("jdbc:mariadb://db.county:3306/qzk as reader");
    assertThat(connection.options()).containsExactly(Map.entry("sslMode", "verify-full"));
    assertThatThrownBy(() -> connection.ofKind("postgresql"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_INVALID"));
  }

  @Test
  void unknownKindIsNamedWithWhereToDeclareIt() throws IOException {
    Files.writeString(
        file, "county_exchange: {kind: db2, host: a, database: b, user: c, secret: county}\n");
    assertThatThrownBy(() -> new Connections(settings, 15432).connection("county_exchange"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("DIALECT_MISSING"))
        .hasMessageContaining("db2");
  }

  @Test
  void missingConnectionOrPasswordSaysWhatToWriteWhere() throws IOException {
    Connections connections = new Connections(settings, 15432);
    assertThatThrownBy(() -> connections.connection("county_exchange"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_MISSING"))
        .hasMessageContaining(file.toString());
    Files.writeString(file, "county_exchange: {host: a, database: b, user: c, secret: absent}\n");
    assertThatThrownBy(() -> connections.connection("county_exchange"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CONNECTION_SECRET_MISSING"))
        .hasMessageContaining(settings.secrets().resolve("absent").toString());
  }
}
