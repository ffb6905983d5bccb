/**
 * The Flink job: {@code StreamJob} builds it of a source, {@code ChangeSorter} and sinks; {@code
 * StreamRun} runs it from a checkpoint to a checkpoint.
 */
package io.mujun.stream.job;
