package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonsTest {
  @TempDir Path root;

  @Test
  void prefersThePythonThatSupersetWasTriedWith() throws IOException {
    program("usr/bin/python3", "echo 3.13.1");
    program("usr/bin/python3.10", "echo 3.10.4");
    Path eleven = program("home/.pyenv/versions/3.11.7/bin/python3.11", "echo 3.11.7");
    assertThat(pythons(Map.of()).forSuperset()).isEqualTo(new Python(eleven, "3.11.7"));
  }

  @Test
  void passesOverOneThatCannotMakeEnvironments() throws IOException {
    program("usr/bin/python3.11", "exit 1");
    Path twelve = program("usr/local/bin/python3", "echo 3.12.3");
    assertThat(pythons(Map.of()).forSuperset()).isEqualTo(new Python(twelve, "3.12.3"));
  }

  @Test
  void saysWhatIsMissingAndHowToGetIt() throws IOException {
    Path thirteen = program("usr/bin/python3", "echo 3.13.1");
    Path without = program("usr/bin/python3.11", "exit 1");
    assertThatThrownBy(() -> pythons(Map.of()).forSuperset())
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("PYTHON_MISSING"))
        .hasMessageContaining(thirteen + " (3.13.1)")
        .hasMessageContaining(without + " (no venv or ensurepip)")
        .hasMessageContaining("python3-venv")
        .hasMessageContaining("MUJUN_PYTHON");
  }

  @Test
  void refusesTheNamedOneThatDoesNotServe() throws IOException {
    program("usr/bin/python3.11", "echo 3.11.7");
    Path old = program("opt/python", "echo 3.9.2");
    assertThatThrownBy(() -> pythons(Map.of("MUJUN_PYTHON", old.toString())).forSuperset())
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("PYTHON_UNFIT"))
        .hasMessageContaining(old.toString());
  }

  private Pythons pythons(Map<String, String> variables) {
    return new Pythons(
        Settings.of(root, variables), Map.of("PATH", ""), root, root.resolve("home"));
  }

  private Path program(String file, String script) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    return path;
  }
}
