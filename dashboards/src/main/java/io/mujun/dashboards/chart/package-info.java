/**
 * Charts: {@code Charts} makes a {@code SupersetChart} of a board's chart, by one class for each
 * kind.
 */
package io.mujun.dashboards.chart;
