package io.mujun.jobs.sql;

import io.mujun.catalog.CatalogSettings;
import io.mujun.catalog.LocalFileIO;
import io.mujun.catalog.publication.Volume;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Opens the one Spark session of the process, set for many small tables on few cores. */
public final class Sessions {
  /** The setting that has a session fitted to a {@link Volume}, whatever there is to read. */
  public static final String VOLUME = "spark.mujun.volume";

  private static final String EXTENSIONS =
      "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions";

  private Sessions() {}

  public static SparkSession open(JobsConfiguration configuration) {
    SparkSession.Builder builder = SparkSession.builder().appName("mujun");
    settings(configuration).forEach(builder::config);
    SparkSession session = builder.getOrCreate();
    session.sparkContext().setLogLevel("WARN");
    return session;
  }

  /**
   * Fits a night's session to how much there is to read: for few records, Spark's generated code
   * costs more to compile than it saves, each further task costs more than it shares, and
   * conditions that follow from others take longer to find than the rows that they spare. What the
   * configuration sets stays.
   *
   * @param volume of what the night may read
   */
  public static void fit(SparkSession session, Volume volume) {
    // Spark else walks the stack for each data set that it plans, to say where it was asked for
    session.sparkContext().setLocalProperty("callSite.short", "mujun");
    session.sparkContext().setLocalProperty("callSite.long", "mujun");
    boolean few = Volume.valueOf(session.conf().get(VOLUME, volume.name())) == Volume.FEW;
    String parallelism = few ? "1" : String.valueOf(session.sparkContext().defaultParallelism());
    Map.of(
            "spark.sql.codegen.factoryMode",
            few ? "NO_CODEGEN" : "FALLBACK",
            "spark.sql.codegen.wholeStage",
            String.valueOf(!few),
            "spark.sql.constraintPropagation.enabled",
            String.valueOf(!few),
            "spark.sql.autoBroadcastJoinThreshold",
            few ? "-1" : "10MB",
            "spark.sql.join.preferSortMergeJoin",
            String.valueOf(!few),
            "spark.sql.leafNodeDefaultParallelism",
            parallelism,
            "spark.sql.shuffle.partitions",
            parallelism)
        .forEach(
            (key, value) -> {
              if (!session.sparkContext().getConf().contains(key)) {
                session.conf().set(key, value);
              }
            });
  }

  /**
   * How rows come to the tasks that write them, as Iceberg's {@code distribution-mode}: few as they
   * are, else those of a partition to one task. A union of many queries has many tasks, each of
   * which would write a file of its own for every partition.
   */
  public static String distributionMode(SparkSession session) {
    return isOneTask(session) ? "none" : "hash";
  }

  /** Whether one task does what there is to do, as of few records. */
  static boolean isOneTask(SparkSession session) {
    return session.conf().get("spark.sql.shuffle.partitions").equals("1");
  }

  public static Map<String, String> settings(JobsConfiguration configuration) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("spark.master", "local[" + configuration.threads() + "]");
    settings.put("spark.driver.host", "127.0.0.1");
    settings.put("spark.driver.bindAddress", "127.0.0.1");
    settings.put("spark.ui.enabled", "false");
    settings.put("spark.sql.ui.retainedExecutions", "1");
    settings.put("spark.ui.retainedJobs", "1");
    settings.put("spark.ui.retainedStages", "1");
    settings.put("spark.ui.retainedTasks", "100");
    settings.put("spark.sql.catalogImplementation", "in-memory");
    settings.put("spark.sql.session.timeZone", "Asia/Shanghai");
    settings.put("spark.sql.adaptive.enabled", "false");
    settings.put("spark.sql.ui.explainMode", "simple");
    settings.put("spark.sql.extensions", EXTENSIONS);
    catalog(configuration.catalog(), settings);
    settings.putAll(configuration.spark());
    return settings;
  }

  private static void catalog(CatalogSettings catalog, Map<String, String> settings) {
    String prefix = "spark.sql.catalog." + CatalogSettings.NAME;
    settings.put("spark.sql.defaultCatalog", CatalogSettings.NAME);
    settings.put(prefix, "org.apache.iceberg.spark.SparkCatalog");
    settings.put(prefix + ".type", "jdbc");
    settings.put(prefix + ".cache-enabled", "false");
    if (catalog.warehouse().startsWith("file:")) {
      settings.put(prefix + ".io-impl", LocalFileIO.class.getName());
    }
    catalog.properties().forEach((key, value) -> settings.put(prefix + "." + key, value));
  }
}
