/**
 * Metrics as SQL: facts summed over their window for each zone and month, ratios composed of them,
 * with their bounds and the reason where there is no value.
 */
package io.mujun.jobs.metric;
