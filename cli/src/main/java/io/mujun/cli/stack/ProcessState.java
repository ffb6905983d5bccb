package io.mujun.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a server process between commands, in {@code run/<name>.json}.
 *
 * @param identity the process
 * @param port where it listens
 * @param fingerprint stands for what it was started from: another one asks for a restart
 */
record ProcessState(ProcessIdentity identity, int port, String fingerprint) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The state as last written; empty where there is none, or none that can be read. */
  static Optional<ProcessState> read(Path file) {
    try {
      ObjectNode state = JSON.readValue(file.toFile(), ObjectNode.class);
      return Optional.of(
          new ProcessState(
              new ProcessIdentity(
                  state.required("pid").longValue(),
                  Instant.parse(state.required("started").textValue())),
              state.required("port").intValue(),
              state.required("fingerprint").textValue()));
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      return Optional.empty();
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the state, whole or not at all. */
  void write(Path file) {
    ObjectNode state = JSON.createObjectNode();
    state.put("pid", identity.pid());
    state.put("started", identity.started().toString());
    state.put("port", port);
    state.put("fingerprint", fingerprint);
    try {
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      JSON.writeValue(draft.toFile(), state);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
