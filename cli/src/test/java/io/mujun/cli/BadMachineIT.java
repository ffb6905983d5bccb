package io.mujun.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the command line answers on a machine that lacks something: a disk, a right, a program, the
 * network. {@code docs/bad-input.md} lists it.
 */
class BadMachineIT {
  private static final String NOBODY = "65534";

  /** For what is missed before anything is written: PostgreSQL is unpacked here once. */
  @TempDir static Path shared;

  @TempDir Path folder;
  private Path data;
  private Map<String, String> environment;

  @BeforeEach
  void environment() {
    data = folder.resolve("data");
    environment = MujunRun.environment(data);
  }

  @ParameterizedTest
  @CsvSource({
    "size=200m, 'remount,ro', DATA_UNWRITABLE",
    "size=64m,  'remount,rw', DATA_FULL",
  })
  void fullOrReadOnlyDiskIsNamed(String size, String remount, String code) throws IOException {
    assumeMounts();
    Files.createDirectories(data);
    List<String> mounted =
        List.of(
            "unshare",
            "--mount",
            "sh",
            "-c",
            "mount -t tmpfs -o \"$1\" none \"$3\" && mount -o \"$2\" \"$3\" && shift 3 && exec \"$@\"",
            "sh",
            size,
            remount,
            data.toString());
    String ledgers = MujunRun.HOME.resolve("samples/ledgers").toString();
    for (String[] command :
        new String[][] {{"ingest", "ledgers", ledgers, "--json"}, {"nightly", "--json"}}) {
      MujunRun.behind(mounted, environment, command).failsWith(code, data.toString(), "MUJUN_DATA");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "ingest ledgers samples",
        "ingest exchange",
        "ingest stream",
        "nightly",
        "sql",
        "bulletin --week 2024-W47",
        "up",
        "down",
        "status",
        "tables"
      })
  void dataFolderThatIsAFileIsNamedByEveryCommand(String command) throws IOException {
    Files.writeString(data, "a file where the folder belongs");
    MujunRun.of(environment, (command + " --json").split(" "))
        .failsWith("DATA_UNWRITABLE", data.toString(), "MUJUN_DATA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "down", "sql", "nightly", "tables"})
  void dataFolderOfAnotherUserIsNamed(String command) throws IOException {
    assumeTrue(user().equals("root"), "only root can start a command as another user");
    List<String> asNobody =
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
    List<String> reads =
        Stream.concat(
                asNobody.stream(),
                Stream.of("ls", MujunRun.HOME.resolve("cli/target/lib").toString()))
            .toList();
    assumeTrue(
        MujunRun.ofProgram(reads, Map.of()).exitCode() == 0, "the repository is root's alone");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    Files.createDirectory(
        data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    MujunRun.behind(asNobody, environment, command, "--json")
        .failsWith("DATA_NOT_YOURS", data.toString(), "root", "MUJUN_DATA");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void rootDoesNotTakeOverTheFolderOfAnotherUser() throws IOException {
    assumeTrue(user().equals("root"), "only root can give a folder to another user");
    Path cluster = Files.createDirectories(data.resolve("postgres"));
    Files.setAttribute(cluster, "unix:uid", Integer.valueOf(NOBODY));
    MujunRun.of(environment, "nightly", "--json").failsWith("DATA_NOT_YOURS", data.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sql", "up"})
  void absentJdk25IsNamedWithTheWayToGetIt(String command) {
    assumeMounts();
    List<Path> homes = homesOfJdks25();
    assumeTrue(
        homes.stream().noneMatch(Path.of(System.getProperty("java.home"))::startsWith),
        "the tests themselves run on a JDK 25");
    shareData();
    MujunRun.behind(without(homes), environment, command, "--json")
        .failsWith("JDK_25_MISSING", "openjdk-25-jdk", "MUJUN_JAVA_25");
  }

  @Test
  void jdkThatDoesNotFitIsNamed() {
    shareData();
    environment.put("MUJUN_JAVA_25", folder.toString());
    MujunRun.of(environment, "sql", "select 1", "--json")
        .failsWith("JDK_UNFIT", "MUJUN_JAVA_25=" + folder, "25 or later");
  }

  @Test
  void absentPythonIsNamedWithTheWayToGetIt() {
    assumeMounts();
    shareData();
    MujunRun.behind(without(pythons()), environment, "up", "--json")
        .failsWith("PYTHON_MISSING", "apt-get install python3", "MUJUN_PYTHON");
  }

  @Test
  void absentNetworkIsNamed() {
    shareData();
    environment.put("PIP_INDEX_URL", "http://127.0.0.1:%d/simple".formatted(MujunRun.freePort()));
    environment.put("PIP_CONFIG_FILE", "/dev/null");
    MujunRun.of(environment, "up", "--json")
        .failsWith("NETWORK_MISSING", "PIP_INDEX_URL", "superset-install.log");
  }

  private void shareData() {
    environment.put("MUJUN_DATA", shared.resolve("data").toString());
  }

  /** A mount namespace in which nothing stands at these places. */
  private static List<String> without(List<Path> places) {
    List<String> starter =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "while [ \"$1\" != -- ]; do"
                    + " if [ -d \"$1\" ]; then mount -t tmpfs none \"$1\" || exit 9;"
                    + " else mount --bind /dev/null \"$1\" || exit 9; fi; shift; done;"
                    + " shift; exec \"$@\"",
                "sh"));
    places.forEach(place -> starter.add(place.toString()));
    starter.add("--");
    return starter;
  }

  private static List<Path> homesOfJdks25() {
    return Stream.of("/usr/lib/jvm", "/opt", "/opt/java", "/usr/java", "/usr/local")
        .map(Path::of)
        .flatMap(BadMachineIT::children)
        .filter(home -> release(home).matches("(?s).*JAVA_VERSION=\"(2[5-9]|[3-9]\\d).*"))
        .map(BadMachineIT::real)
        .distinct()
        .toList();
  }

  private static List<Path> pythons() {
    Set<Path> folders =
        Stream.concat(
                Stream.of(System.getenv("PATH").split(":")).map(Path::of),
                Stream.of("/usr/bin", "/usr/local/bin").map(Path::of))
            .collect(Collectors.toSet());
    children(Path.of(System.getProperty("user.home"), ".pyenv/versions"))
        .map(version -> version.resolve("bin"))
        .forEach(folders::add);
    return folders.stream()
        .flatMap(BadMachineIT::children)
        .filter(program -> program.getFileName().toString().matches("python3(\\.1[0-2])?"))
        .filter(Files::isExecutable)
        .map(BadMachineIT::real)
        .distinct()
        .toList();
  }

  private static Stream<Path> children(Path parent) {
    try (Stream<Path> files = Files.list(parent)) {
      return files.sorted().toList().stream();
    } catch (IOException absent) {
      return Stream.empty();
    }
  }

  private static String release(Path home) {
    try {
      return Files.readString(home.resolve("release"));
    } catch (IOException none) {
      return "";
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException dangling) {
      return path;
    }
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private static void assumeMounts() {
    assumeTrue(
        MujunRun.ofProgram(List.of("unshare", "--mount", "true"), Map.of()).exitCode() == 0,
        "mounts need root");
  }
}
