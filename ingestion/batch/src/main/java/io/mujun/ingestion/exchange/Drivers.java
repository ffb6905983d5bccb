package io.mujun.ingestion.exchange;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * JDBC drivers: those that Mujun brings along, and those whose jars were put into a folder. A
 * vendor's jar never stands on the class path of Mujun itself.
 */
public final class Drivers {
  private final Path folder;
  private final ClassLoader loader;

  /**
   * @param folder where jars of drivers are put; need not be there
   */
  public Drivers(Path folder) {
    this(folder, Drivers.class.getClassLoader());
  }

  /**
   * @param own what brings the drivers that are in no jar of the folder
   */
  Drivers(Path folder, ClassLoader own) {
    this.folder = folder;
    List<URL> jars = jars(folder);
    this.loader = jars.isEmpty() ? own : new URLClassLoader(jars.toArray(URL[]::new), own);
  }

  /**
   * The driver of a dialect.
   *
   * @throws MujunException {@code DRIVER_MISSING} with what to put where, {@code DRIVER_INVALID}
   *     where the jar is not what it should be
   */
  Driver driver(Dialect dialect) {
    try {
      return Class.forName(dialect.driver(), true, loader)
          .asSubclass(Driver.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ClassNotFoundException missing) {
      throw new MujunException(
          "DRIVER_MISSING",
          "A database of kind '%s' needs its maker's JDBC driver %s, which Mujun does not bring along. Put the jar (%s) into the folder %s."
              .formatted(dialect.kind(), dialect.driver(), dialect.jar(), folder),
          missing);
    } catch (ReflectiveOperationException | LinkageError | ClassCastException invalid) {
      throw new MujunException(
          "DRIVER_INVALID",
          "The JDBC driver %s in %s cannot be used (%s). Take the jar for Java 17: %s."
              .formatted(dialect.driver(), folder, invalid, dialect.jar()),
          invalid);
    }
  }

  private static List<URL> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<URL> jars = new ArrayList<>();
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        jars.add(url(jar));
      }
      return jars;
    } catch (IOException unreadable) {
      throw new MujunException(
          "DRIVER_INVALID", "The folder of drivers cannot be read: " + unreadable, unreadable);
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
