package io.mujun.stream;

import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.stream.source.SourceFault;
import io.mujun.warehouse.MujunException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The stream's process. The first line of its input is its configuration as JSON ({@code
 * StreamConfiguration}); it writes events as JSON lines and its log to the error stream. The end of
 * its input ends it: when catching up at once, else after a last commit.
 *
 * <p>Exit codes: 0 done, 1 failed (the last event tells code and message).
 */
public final class StreamMain {
  private StreamMain() {}

  /** Runs the stream; arguments are not used, so that no secret stands on a command line. */
  public static void main(String[] arguments) throws IOException {
    PrintStream out =
        new PrintStream(
            new java.io.FileOutputStream(java.io.FileDescriptor.out),
            false,
            StandardCharsets.UTF_8);
    System.setOut(System.err);
    Events events = new Events(out);
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.exit(run(input, events));
  }

  private static int run(BufferedReader input, Events events) throws IOException {
    StreamConfiguration configuration = null;
    try {
      String line = input.readLine();
      configuration = StreamConfiguration.parse(line == null ? "" : line);
      AtomicBoolean stop = new AtomicBoolean();
      watch(input, configuration.mode(), stop);
      events.result(new StreamIngestion(configuration, events, Clock.systemUTC()).run(stop::get));
      return 0;
    } catch (Exception failure) {
      failure.printStackTrace();
      events.error(
          configuration == null && failure instanceof MujunException invalid
              ? invalid
              : SourceFault.explain(failure, configuration.source()));
      return 1;
    }
  }

  private static void watch(
      BufferedReader input, StreamConfiguration.Mode mode, AtomicBoolean stop) {
    Thread watcher =
        new Thread(
            () -> {
              awaitEnd(input);
              if (mode == StreamConfiguration.Mode.CATCH_UP) {
                Runtime.getRuntime().halt(1);
              }
              stop.set(true);
            },
            "input");
    watcher.setDaemon(true);
    watcher.start();
  }

  private static void awaitEnd(BufferedReader input) {
    try {
      while (input.readLine() != null) {
        // Nothing is asked of a running stream but its end.
      }
    } catch (IOException closed) {
      return;
    }
  }
}
