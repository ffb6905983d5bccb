package io.mujun.dashboards.manual;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the table of {@code docs/coverage.md} anew from the declarations of a repository. */
public final class WriteCoverage {
  private WriteCoverage() {}

  /**
   * Writes.
   *
   * @param arguments the repository's folder; by default the current one
   */
  public static void main(String[] arguments) throws IOException {
    Path repository = Path.of(arguments.length > 0 ? arguments[0] : "");
    Path document = repository.resolve("docs/coverage.md");
    try {
      Files.writeString(
          document,
          CoverageDocument.of(
              Files.readString(document), new Warehouse(repository.resolve("warehouse"))));
      System.out.println(document + " written");
    } catch (MujunException fault) {
      System.err.println(fault.code() + ": " + fault.getMessage());
      System.exit(1);
    }
  }
}
