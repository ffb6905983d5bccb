package io.mujun.cli.lineage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Where events go: a file to which each is appended as a line, or an address to which each is sent.
 * A night does not fail because nobody listens: what could not be told is said once.
 */
final class EventTarget {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final int FIRST_REFUSAL = 300;

  private final URI target;
  private final Consumer<String> tell;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private boolean isLost;

  /**
   * @param target a file or an http address
   * @param tell is told what went wrong
   */
  EventTarget(URI target, Consumer<String> tell) {
    this.target = target;
    this.tell = tell;
  }

  /** Takes one event; those after one that was lost are not tried. */
  void take(String event) {
    if (isLost) {
      return;
    }
    try {
      if ("file".equals(target.getScheme())) {
        append(Path.of(target), event);
      } else {
        send(event);
      }
    } catch (IOException fault) {
      lose(String.valueOf(fault.getMessage() == null ? fault : fault.getMessage()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      lose("interrupted");
    }
  }

  private static void append(Path file, String event) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        event + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void send(String event) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(event))
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    if (status >= FIRST_REFUSAL) {
      lose("it answered " + status);
    }
  }

  private void lose(String why) {
    isLost = true;
    tell.accept(
        "Lineage events are not told to %s (MUJUN_OPENLINEAGE): %s. The night goes on."
            .formatted(target, why));
  }
}
