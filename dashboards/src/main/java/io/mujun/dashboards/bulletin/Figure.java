package io.mujun.dashboards.bulletin;

/**
 * A number as the bulletin prints it.
 *
 * @param metric the metric whose definition it links to
 * @param text the number with its bound, or a dash
 * @param unit its unit, or empty
 * @param note why there is none, or empty
 * @param light green, yellow, red or empty
 */
public record Figure(String metric, String text, String unit, String note, String light) {}
