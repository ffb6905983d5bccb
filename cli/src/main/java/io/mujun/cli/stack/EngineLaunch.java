package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an engine's process is started: one that lives no longer than its command.
 *
 * @param name of its log, for example {@code nightly}
 * @param launch program, folder and environment
 * @param archive of its classes, where it is a Java program of the repository
 */
public record EngineLaunch(String name, ProcessLaunch launch, Optional<ClassArchive> archive) {

  /** What a process does with the archive of its classes. */
  public enum Archive {
    /** It takes one where there is one. */
    TAKEN,
    /** It takes one, or leaves one when it ends; for a process that ends by itself. */
    LEFT
  }

  /** A program without an archive. */
  EngineLaunch(String name, ProcessLaunch launch) {
    this(name, launch, Optional.empty());
  }

  /**
   * A Java program of a module of the repository, with the classpath that its build left.
   *
   * @param settings where the repository is
   * @param name of its log
   * @param jdk that runs it
   * @param module folder of the module in the repository, for example {@code jobs}
   * @param flags of the virtual machine
   * @param main fully qualified name of the main class
   * @param use what it does with the archive of its classes
   * @throws MujunException NOT_BUILT where the module has not been built
   */
  public static EngineLaunch java(
      Settings settings,
      String name,
      Jdk jdk,
      String module,
      List<String> flags,
      String main,
      Archive use) {
    Path target = settings.home().resolve(module).resolve("target");
    Path jar = jar(target);
    Fingerprint fingerprint =
        new Fingerprint()
            .text(jdk.home().toString())
            .contents(jdk.home().resolve("release"))
            .listing(jar)
            .listing(target.resolve("lib"));
    ClassArchive archive = ClassArchive.of(target, name, fingerprint, use);
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(flags);
    command.addAll(archive.flags());
    command.add("-cp");
    command.add(classPath(jar, target.resolve("lib")));
    command.add(main);
    return new EngineLaunch(
        name,
        new ProcessLaunch(List.copyOf(command), settings.home(), Map.of(), Set.of()),
        Optional.of(archive));
  }

  /** All jars in one order: Java expands {@code *} in any, and an archive serves for one alone. */
  private static String classPath(Path jar, Path lib) {
    try (Stream<Path> files = Files.list(lib)) {
      return Stream.concat(
              Stream.of(jar),
              files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted())
          .map(Path::toString)
          .collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar(Path target) {
    try (Stream<Path> files = Files.list(target)) {
      if (Files.isDirectory(target.resolve("lib"))) {
        return files
            .filter(file -> file.getFileName().toString().matches("mujun-.*\\.jar"))
            .filter(file -> !file.getFileName().toString().endsWith("-tests.jar"))
            .findFirst()
            .orElseThrow(() -> notBuilt(target));
      }
      throw notBuilt(target);
    } catch (IOException e) {
      throw notBuilt(target);
    }
  }

  private static MujunException notBuilt(Path target) {
    return new MujunException(
        "NOT_BUILT",
        "%s holds no jar with its libraries. Run mvn package -DskipTests in the repository."
            .formatted(target));
  }
}
