package io.mujun.cli.stack;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How an engine's process is started: one that lives no longer than its command.
 *
 * @param name of its log, for example {@code nightly}
 * @param launch program, folder and environment
 */
public record EngineLaunch(String name, ProcessLaunch launch) {

  /**
   * A Java program of a module of the repository, with the classpath that its build left.
   *
   * @param settings where the repository is
   * @param name of its log
   * @param jdk that runs it
   * @param module folder of the module in the repository, for example {@code jobs}
   * @param flags of the virtual machine
   * @param main fully qualified name of the main class
   * @throws MujunException NOT_BUILT where the module has not been built
   */
  public static EngineLaunch java(
      Settings settings, String name, Jdk jdk, String module, List<String> flags, String main) {
    Path target = settings.home().resolve(module).resolve("target");
    List<String> command = new ArrayList<>();
    command.add(jdk.java().toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(jar(target) + ":" + target.resolve("lib") + "/*");
    command.add(main);
    return new EngineLaunch(
        name, new ProcessLaunch(List.copyOf(command), settings.home(), Map.of(), Set.of()));
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
