package io.mujun.stream.job;

import io.mujun.stream.capture.Checkpoints;
import io.mujun.stream.capture.PendingChanges;
import io.mujun.stream.capture.Reached;
import io.mujun.stream.capture.RunProgress;
import io.mujun.stream.configuration.StreamConfiguration;
import io.mujun.stream.table.Reception;
import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RestoreMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of the embedded job, from a checkpoint to a checkpoint. */
public final class StreamRun {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long STOP_SECONDS = 60;
  private static final int RESTARTS = 60;
  private static final Duration RESTART_DELAY = Duration.ofSeconds(10);

  private final StreamConfiguration configuration;
  private final Checkpoints checkpoints;
  private final StreamJob job;

  public StreamRun(StreamConfiguration configuration, Checkpoints checkpoints, StreamJob job) {
    this.configuration = configuration;
    this.checkpoints = checkpoints;
    this.job = job;
  }

  /**
   * Runs until all pending changes are committed, or until told to stop, then stops with a
   * checkpoint from which the next run goes on.
   *
   * @param from checkpoint to start from; empty = with a snapshot
   * @param slotPosition place up to which the source has dropped its log
   * @param pending what the run has to commit before it may end by itself
   * @param stop told between checkpoints whether to end anyhow
   */
  public void execute(
      Optional<Checkpoints.Checkpoint> from,
      Reception reception,
      long slotPosition,
      PendingChanges pending,
      BooleanSupplier stop)
      throws Exception {
    Path folder = checkpoints.next();
    RunProgress progress = new RunProgress(folder, job.splitSerializer());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(1, settings(folder, from));
    job.build(environment, reception, slotPosition);
    JobClient client = environment.executeAsync("mujun-stream");
    awaitCaughtUp(client, progress, pending, stop);
    Path savepoint = stop(client, folder);
    Optional<Reached> reached = progress.reached(savepoint);
    if (reached.isPresent()) {
      checkpoints.finish(folder, savepoint, reached.get());
    }
  }

  private void awaitCaughtUp(
      JobClient client, RunProgress progress, PendingChanges pending, BooleanSupplier stop)
      throws Exception {
    while (!stop.getAsBoolean()) {
      failIfEnded(client);
      if (configuration.mode() == StreamConfiguration.Mode.CATCH_UP
          && progress.reached().filter(pending::isCoveredBy).isPresent()) {
        return;
      }
    }
  }

  /** Waits a moment for the job to end, which it must not do by itself. */
  private static void failIfEnded(JobClient client) throws Exception {
    try {
      JobExecutionResult result = client.getJobExecutionResult().get(100, TimeUnit.MILLISECONDS);
      throw new MujunException(
          "STREAM_FAILED", "The job " + result.getJobID() + " ended by itself.");
    } catch (TimeoutException running) {
      return;
    }
  }

  private static Path stop(JobClient client, Path folder)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    String savepoint =
        client
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(STOP_SECONDS, TimeUnit.SECONDS);
    client.getJobExecutionResult().get(STOP_SECONDS, TimeUnit.SECONDS);
    return Path.of(java.net.URI.create(savepoint).getPath());
  }

  private Configuration settings(Path folder, Optional<Checkpoints.Checkpoint> from) {
    Configuration settings = new Configuration();
    settings.set(
        CheckpointingOptions.CHECKPOINTING_INTERVAL,
        Duration.ofSeconds(configuration.checkpointSeconds()));
    settings.set(
        CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    restart(settings);
    settings.set(PipelineOptions.OBJECT_REUSE, true);
    settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
    settings.set(RestOptions.ADDRESS, LOOPBACK);
    settings.set(RestOptions.BIND_PORT, "0");
    settings.set(JobManagerOptions.ADDRESS, LOOPBACK);
    settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    settings.set(TaskManagerOptions.HOST, LOOPBACK);
    settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(16));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    from.ifPresent(
        checkpoint -> {
          settings.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.path().toUri().toString());
          settings.set(StateRecoveryOptions.RESTORE_MODE, RestoreMode.NO_CLAIM);
        });
    return settings;
  }

  /** Catching up is started again by whoever started it; what runs on has nobody to do that. */
  private void restart(Configuration settings) {
    if (configuration.mode() == StreamConfiguration.Mode.CATCH_UP) {
      settings.set(RestartStrategyOptions.RESTART_STRATEGY, "disable");
      return;
    }
    settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, RESTARTS);
    settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, RESTART_DELAY);
  }
}
