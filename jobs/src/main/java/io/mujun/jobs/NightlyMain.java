package io.mujun.jobs;

import io.mujun.catalog.MujunCatalog;
import io.mujun.jobs.lineage.DeclaredLineage;
import io.mujun.jobs.night.Night;
import io.mujun.jobs.night.Verification;
import io.mujun.jobs.sql.JobsConfiguration;
import io.mujun.jobs.sql.Sessions;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.apache.spark.sql.SparkSession;
import org.slf4j.LoggerFactory;

/**
 * The Spark process. It reads a configuration and then requests from standard input, a JSON object
 * a line, and answers with JSON lines on standard output; all else goes to standard error. It ends
 * at the end of input, at once where a night is under way: whoever asked for it is gone.
 */
public final class NightlyMain {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private NightlyMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    PrintStream output = System.out;
    System.setOut(System.err);
    Conversation conversation =
        new Conversation(System.in, new PrintStream(output, true, StandardCharsets.UTF_8));
    int exit = 0;
    try {
      JobsConfiguration configuration = conversation.configuration();
      try (MujunCatalog catalog = MujunCatalog.open(configuration.catalog());
          SparkSession session = Sessions.open(configuration)) {
        conversation.ready();
        Warehouse warehouse = new Warehouse(Path.of(configuration.warehouseDirectory()));
        Night night =
            new Night(session, catalog, warehouse, Clock.system(ZONE), conversation::progress);
        Verification verification =
            new Verification(session, configuration.catalog(), conversation::progress);
        conversation.serve(
            night::run, verification::verify, () -> DeclaredLineage.of(session, warehouse));
      }
    } catch (MujunException fault) {
      conversation.fault(fault);
      exit = 1;
    } catch (Exception fault) {
      LoggerFactory.getLogger(NightlyMain.class).error("The process failed", fault);
      conversation.fault(new MujunException("JOBS_FAILED", String.valueOf(fault), fault));
      exit = 1;
    }
    System.exit(exit);
  }
}
