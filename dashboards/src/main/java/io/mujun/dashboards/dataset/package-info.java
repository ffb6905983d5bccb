/**
 * Superset's datasets and their database: {@code Dataset} makes one of a table or a query, under
 * identities that stay ({@code Uuids}).
 */
package io.mujun.dashboards.dataset;
