package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Ports of the loopback address, and who holds them. */
final class Ports {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private Ports() {}

  /**
   * Makes sure that a server may listen on a port.
   *
   * @param service name of the server, for the message
   * @param port the port
   * @param variable the environment variable that changes it
   * @throws MujunException PORT_TAKEN, with the holder where it can be known
   */
  static void requireFree(String service, int port, String variable) {
    if (isFree(port)) {
      return;
    }
    String holder =
        holder(port)
            .map(
                process ->
                    "process %d (%s)"
                        .formatted(process.pid(), process.info().command().orElse("?")))
            .orElse("another process");
    throw new MujunException(
        "PORT_TAKEN",
        "Port %d, which %s needs, is taken by %s. End that, or set %s to a free port."
            .formatted(port, service, holder, variable));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The process that listens on a port, where the system tells it (Linux, own processes). */
  static Optional<ProcessHandle> holder(int port) {
    List<String> inodes =
        Stream.of("/proc/net/tcp", "/proc/net/tcp6")
            .flatMap(table -> listeners(Path.of(table), port))
            .map(inode -> "socket:[" + inode + "]")
            .toList();
    if (inodes.isEmpty()) {
      return Optional.empty();
    }
    return ProcessHandle.allProcesses()
        .filter(process -> sockets(process.pid()).anyMatch(inodes::contains))
        .findFirst();
  }

  private static Stream<String> listeners(Path table, int port) {
    String suffix = ":%04X".formatted(port).toUpperCase(Locale.ROOT);
    try {
      // sl, local address, remote address, state (0A = listening), …, the tenth is the inode
      return Files.readAllLines(table).stream()
          .map(line -> line.strip().split("\\s+"))
          .filter(row -> row.length > 9 && row[1].endsWith(suffix) && row[3].equals("0A"))
          .map(row -> row[9]);
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static Stream<String> sockets(long pid) {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return descriptors.flatMap(Ports::target).toList().stream();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Stream.empty();
    }
  }

  private static Stream<String> target(Path link) {
    try {
      return Stream.of(Files.readSymbolicLink(link).toString());
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
