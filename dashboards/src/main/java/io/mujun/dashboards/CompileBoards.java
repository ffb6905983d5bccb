package io.mujun.dashboards;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.nio.file.Path;

/** Writes {@code dashboards/bundle} anew from the declarations of a repository. */
public final class CompileBoards {
  private CompileBoards() {}

  /**
   * Compiles.
   *
   * @param arguments the repository's folder; by default the current one
   */
  public static void main(String[] arguments) {
    Path repository = Path.of(arguments.length > 0 ? arguments[0] : "");
    try {
      Path dashboards = repository.resolve("dashboards");
      Bundle bundle =
          BundleCompiler.compile(dashboards, new Warehouse(repository.resolve("warehouse")));
      bundle.write(dashboards.resolve("bundle"));
      System.out.println(
          bundle.files().size() + " files written to " + dashboards.resolve("bundle"));
    } catch (MujunException fault) {
      System.err.println(fault.code() + ": " + fault.getMessage());
      System.exit(1);
    }
  }
}
