package io.mujun.cli.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/** Settings for tests: a folder of their own, and ports that were free a moment ago. */
final class TestSettings {
  private TestSettings() {}

  static Settings in(Path folder) {
    return new Settings(
        folder,
        folder.resolve("data"),
        freePort(),
        freePort(),
        freePort(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
