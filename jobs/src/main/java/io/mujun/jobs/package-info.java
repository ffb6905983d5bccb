/**
 * The night: models and metrics are computed by Spark from what was received, checked, and
 * published together.
 */
package io.mujun.jobs;
