/**
 * Which of the zones' mechanisms are visible in the data, as {@code warehouse/coverage.yaml} says.
 */
package io.mujun.warehouse.coverage;
