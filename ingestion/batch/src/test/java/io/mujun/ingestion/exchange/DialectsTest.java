package io.mujun.ingestion.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialectsTest {
  private static final Path FOLDER = Path.of("../dialects");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "postgresql, jdbc:postgresql://db:5432/qzk",
    "mysql,      jdbc:mariadb://db:3306/qzk",
    "oracle,     jdbc:oracle:thin:@//db:1521/qzk",
    "dm,         jdbc:dm://db:5236?schema=qzk",
    "kingbase,   jdbc:kingbase8://db:54321/qzk",
  })
  void everyKindHasItsAddress(String kind, String url) {
    Dialect dialect = new Dialects(FOLDER).dialect(kind);
    assertThat(dialect.url("db", dialect.port(), "qzk")).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"oracle", "dm", "kingbase"})
  void missingDriverIsNamedWithItsJarAndFolder(String kind) {
    Dialect dialect = new Dialects(FOLDER).dialect(kind);
    assertThatThrownBy(() -> new Drivers(folder).driver(dialect))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("DRIVER_MISSING"))
        .hasMessageContaining(dialect.driver())
        .hasMessageContaining(dialect.jar())
        .hasMessageContaining(folder.toString());
  }

  @Test
  void driverIsTakenFromAJarThatWasDroppedIntoTheFolder()
      throws IOException, URISyntaxException, SQLException {
    Dialect dialect = new Dialects(FOLDER).dialect("mysql");
    ClassLoader bare = ClassLoader.getPlatformClassLoader();
    assertThatThrownBy(() -> new Drivers(folder, bare).driver(dialect))
        .hasMessageContaining("mariadb-java-client");
    drop("org.mariadb.jdbc.Driver");
    java.sql.Driver dropped = new Drivers(folder, bare).driver(dialect);
    assertThat(dropped.getClass().getClassLoader()).isNotSameAs(getClass().getClassLoader());
    assertThat(dropped.acceptsURL("jdbc:mariadb://127.0.0.1/a")).isTrue();
  }

  @Test
  void jarThatIsNoDriverIsNamed() throws IOException {
    Files.writeString(folder.resolve("ojdbc11.jar"), "no jar");
    Dialect dialect = new Dialects(FOLDER).dialect("oracle");
    assertThatThrownBy(() -> new Drivers(folder).driver(dialect))
        .isInstanceOf(MujunException.class)
        .hasMessageContaining("ojdbc11.jar");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fetch_rows: 2000 | fetch_row: 2000 | fetch_row",
        "SOURCE_TABLE_MISSING | SOURCE_TABLE_GONE | SOURCE_TABLE_GONE",
        "driver: oracle.jdbc.OracleDriver | # | driver",
        "kind: oracle | kind: orakel | orakel",
      })
  void faultOfADialectFileIsNamed(String right, String wrong, String word) throws IOException {
    String text = Files.readString(FOLDER.resolve("oracle.yaml"));
    Files.writeString(folder.resolve("oracle.yaml"), text.replace(right, wrong));
    assertThatThrownBy(() -> new Dialects(folder).dialect("oracle"))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("DIALECT_INVALID"))
        .hasMessageContaining("oracle.yaml")
        .hasMessageContaining(word);
  }

  @ParameterizedTest
  @CsvSource({
    "oracle, '',    1017, ORA-01017: invalid username/password, SOURCE_PASSWORD_REFUSED",
    "oracle, 42000, 942,  ORA-00942: table or view does not exist, SOURCE_TABLE_MISSING",
    "dm,     '',    -2106, 无效的表或视图名[QZ_XMXX], SOURCE_TABLE_MISSING",
    "mysql,  28000, 1045, Access denied for user, SOURCE_PASSWORD_REFUSED",
    "kingbase, 42501, 0, permission denied, SOURCE_RIGHT_MISSING",
    "postgresql, 22012, 0, division by zero, SOURCE_FAILED",
  })
  void faultIsKnownBySignsOfItsDialect(
      String kind, String state, int number, String message, ExchangeFault fault) {
    assertThat(
            ExchangeFault.of(
                    new Dialects(FOLDER).dialect(kind),
                    "county",
                    "qz_xmxx",
                    new SQLException(message, state, number))
                .code())
        .isEqualTo(fault.name());
  }

  private void drop(String driver) throws IOException, URISyntaxException {
    Path jar;
    try {
      jar =
          Path.of(
              Class.forName(driver).getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
    Files.copy(jar, folder.resolve(jar.getFileName()));
  }
}
