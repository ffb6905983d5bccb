package io.mujun.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.trino.spi.Plugin;
import io.trino.spi.security.AccessDeniedException;
import io.trino.spi.security.PasswordAuthenticator;
import io.trino.spi.security.PasswordAuthenticatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("deprecation") // the form that an authenticator must implement
class UsersFileAuthenticatorTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeUsers() throws IOException {
    file = folder.resolve("users");
    write("# users of the test\n\nanalyst:" + hash("right") + "\n");
  }

  @Test
  void lets_in_who_has_the_password() {
    PasswordAuthenticator authenticator = authenticator();

    assertThat(authenticator.createAuthenticatedPrincipal("analyst", "right").getName())
        .isEqualTo("analyst");
    assertThat(authenticator.createAuthenticatedPrincipal("analyst", "right").getName())
        .as("the same again, from memory")
        .isEqualTo("analyst");
  }

  @Test
  void refuses_every_other_password_and_user() {
    PasswordAuthenticator authenticator = authenticator();

    assertRefused(authenticator, "analyst", "wrong");
    assertRefused(authenticator, "analyst", "");
    assertRefused(authenticator, "analyst", "right" + "x".repeat(100));
    assertRefused(authenticator, "ANALYST", "right");
    assertRefused(authenticator, "stranger", "nobody");
    assertRefused(authenticator, "", "right");
  }

  @Test
  void follows_the_file_when_it_changes() throws IOException {
    PasswordAuthenticator authenticator = authenticator();
    authenticator.createAuthenticatedPrincipal("analyst", "right");

    write("analyst:" + hash("changed") + "\nclerk:" + hash("new") + "\n");

    assertRefused(authenticator, "analyst", "right");
    assertThat(authenticator.createAuthenticatedPrincipal("analyst", "changed").getName())
        .isEqualTo("analyst");
    assertThat(authenticator.createAuthenticatedPrincipal("clerk", "new").getName())
        .isEqualTo("clerk");
  }

  @Test
  void refuses_a_file_that_others_may_read() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(this::authenticator)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open to others")
        .hasMessageContaining("chmod 600");
  }

  @Test
  void refuses_a_line_of_another_form_without_repeating_it() throws IOException {
    write("analyst:" + hash("right") + "\nclerk:secret\n");

    assertThatThrownBy(this::authenticator)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Line 2")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refuses_other_settings() {
    PasswordAuthenticatorFactory factory = new UsersFileAuthenticatorFactory();

    assertThatThrownBy(() -> factory.create(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("users-file");
    assertThatThrownBy(() -> factory.create(Map.of("users-file", file.toString(), "other", "1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("other");
  }

  @Test
  void is_found_as_a_plugin() {
    assertThat(ServiceLoader.load(Plugin.class).stream())
        .extracting(ServiceLoader.Provider::type)
        .containsExactly(MujunTrinoPlugin.class);
    assertThat(new MujunTrinoPlugin().getPasswordAuthenticatorFactories())
        .extracting(PasswordAuthenticatorFactory::getName)
        .containsExactly("mujun");
  }

  private PasswordAuthenticator authenticator() {
    return new UsersFileAuthenticatorFactory().create(Map.of("users-file", file.toString()));
  }

  private static void assertRefused(
      PasswordAuthenticator authenticator, String user, String password) {
    assertThatThrownBy(() -> authenticator.createAuthenticatedPrincipal(user, password))
        .as("%s with %s", user, password)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessage("Access Denied: Invalid credentials");
  }

  private void write(String text) throws IOException {
    Path next = Files.createTempFile(folder, "users", null);
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String hash(String password) {
    return BCrypt.withDefaults().hashToString(4, password.toCharArray());
  }
}
