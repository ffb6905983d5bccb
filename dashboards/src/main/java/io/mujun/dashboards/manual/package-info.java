/**
 * The manual: pages made from the declarations, in Chinese and in English.
 *
 * <p>The way through: {@link io.mujun.dashboards.manual.Manual} reads the declarations ({@code
 * declared}), makes what each page tells ({@code MetricPages}, {@code TablePages} …) and its
 * drawings ({@code drawing}), and {@code Site} writes them by their templates.
 */
package io.mujun.dashboards.manual;
