/**
 * Boards: from short board files and the warehouse's declarations to Superset's assets bundle.
 *
 * <p>The way through: {@code BundleCompiler} reads the files ({@code board}), joins them with the
 * declarations into datasets ({@code dataset}, {@code sql}), makes each chart ({@code chart}), and
 * lays them out ({@code DashboardAsset}) in one {@code Bundle}.
 */
package io.mujun.dashboards;
