package io.mujun.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedServerTest {
  private static final String NAME = "program";

  @TempDir Path folder;
  private Settings settings;

  @BeforeEach
  void prepare() {
    settings = TestSettings.in(folder);
    DataFolder.prepare(settings);
  }

  @AfterEach
  void stop() {
    ManagedServer.stop(settings, NAME);
  }

  @Test
  void attachesToARunningServerAndEndsItWithItsLastUser() {
    ManagedServer first = ManagedServer.open(settings, server("a"));
    long pid = pid();
    try (ManagedServer second = ManagedServer.open(settings, server("a"))) {
      assertThat(pid()).isEqualTo(pid);
      first.close();
      assertThat(pid()).as("the second still uses it").isEqualTo(pid);
      second.keepRunning();
    }
    assertThat(pid()).as("detached").isEqualTo(pid);
    ManagedServer.stop(settings, NAME);
    assertThat(process().running()).isEmpty();
    assertThat(Ports.isFree(settings.trinoPort())).isTrue();
  }

  @Test
  void startsAgainFromChangedConfigurationAndStaysDetached() {
    ManagedServer first = ManagedServer.open(settings, server("a"));
    first.keepRunning();
    long pid = pid();
    ManagedServer.open(settings, server("b")).close();
    assertThat(pid()).as("in use, so left alone").isEqualTo(pid);
    first.close();
    ManagedServer.open(settings, server("b")).close();
    assertThat(pid()).isNotEqualTo(pid);
  }

  @Test
  void startsAgainAfterItsProcessWasKilled() throws Exception {
    try (ManagedServer killed = ManagedServer.open(settings, server("a"))) {
      killed.keepRunning();
      ProcessHandle process = process().running().orElseThrow().identity().live().orElseThrow();
      assertThat(process.destroyForcibly()).isTrue();
      process.onExit().get(10, TimeUnit.SECONDS);
      try (ManagedServer again = ManagedServer.open(settings, server("a"))) {
        assertThat(pid()).isNotEqualTo(process.pid());
        again.keepRunning();
      }
    }
  }

  @Test
  void neverEndsAProcessThatOnlyHasTheNumberOfAServer() {
    ProcessIdentity recycled =
        new ProcessIdentity(ProcessHandle.current().pid(), Instant.now().minus(Duration.ofDays(3)));
    new ProcessState(recycled, settings.trinoPort(), "a")
        .write(settings.run().resolve("program.json"));
    assertThat(process().running()).isEmpty();
    ManagedServer.stop(settings, NAME);
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void countsADeadUserForNothing() throws IOException {
    Path leases = Files.createDirectories(settings.run().resolve(NAME + ".leases"));
    Files.createFile(leases.resolve("%d-1000-1".formatted(ProcessHandle.current().pid())));
    assertThat(new Lifetime(settings, NAME).isNeeded()).isFalse();
    Path lease = new Lifetime(settings, NAME).lease();
    assertThat(new Lifetime(settings, NAME).isNeeded()).isTrue();
    new Lifetime(settings, NAME).release(lease);
    assertThat(new Lifetime(settings, NAME).isNeeded()).isFalse();
  }

  @Test
  void showsTheLogOfAServerThatEndsAtOnce() {
    ServerDefinition failing =
        definition("a", ProgramForTests.launch(folder, "fail"), Duration.ofSeconds(30));
    assertThatThrownBy(() -> ManagedServer.open(settings, failing))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SERVER_START"))
        .hasMessageContaining("ended at once")
        .hasMessageContaining("this program fails on purpose");
    assertThat(process().running()).isEmpty();
  }

  @Test
  void endsAServerThatDoesNotAnswerInTime() {
    ServerDefinition silent =
        new ServerDefinition(
            NAME,
            "Program",
            settings.trinoPort(),
            Settings.TRINO_PORT,
            "a",
            () -> ProgramForTests.launch(folder, "serve", Integer.toString(settings.trinoPort())),
            () -> false,
            Duration.ofMillis(500));
    assertThatThrownBy(() -> ManagedServer.open(settings, silent))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("SERVER_START"))
        .hasMessageContaining("does not answer");
    assertThat(process().running()).isEmpty();
    assertThat(Ports.isFree(settings.trinoPort())).isTrue();
  }

  @Test
  void namesTheHolderOfATakenPort() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(
            settings.trinoPort(), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      assertThat(taken.isBound()).isTrue();
      assertThatThrownBy(() -> ManagedServer.open(settings, server("a")))
          .isInstanceOfSatisfying(
              MujunException.class, e -> assertThat(e.code()).isEqualTo("PORT_TAKEN"))
          .hasMessageContaining("process " + ProcessHandle.current().pid());
    }
  }

  private ServerDefinition server(String fingerprint) {
    return definition(
        fingerprint,
        ProgramForTests.launch(folder, "serve", Integer.toString(settings.trinoPort())),
        Duration.ofSeconds(60));
  }

  private ServerDefinition definition(String fingerprint, ProcessLaunch launch, Duration limit) {
    return new ServerDefinition(
        NAME,
        "Program",
        settings.trinoPort(),
        Settings.TRINO_PORT,
        fingerprint,
        () -> launch,
        this::answers,
        limit);
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), settings.trinoPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private ManagedProcess process() {
    return new ManagedProcess(settings, NAME);
  }

  private long pid() {
    Optional<ProcessState> running = process().running();
    assertThat(running).as("running").isPresent();
    return running.get().identity().pid();
  }
}
