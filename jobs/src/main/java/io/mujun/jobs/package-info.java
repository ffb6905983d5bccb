/**
 * The night as a process: models and metrics are computed by Spark from what was received, checked,
 * and published together. {@link io.mujun.jobs.NightlyMain} is started by the command line and
 * talks with it in lines of JSON; from there read {@link io.mujun.jobs.night.Night}, which asks
 * {@code slice} what was touched, {@code model} what has to be made in which order, {@code metric}
 * for the metrics, and {@code check} whether it may be published. All of them speak to Spark by
 * {@code sql}.
 */
package io.mujun.jobs;
