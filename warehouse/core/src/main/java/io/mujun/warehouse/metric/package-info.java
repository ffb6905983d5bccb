/** Metrics as they are declared, once, in {@code warehouse/metrics}. */
package io.mujun.warehouse.metric;
