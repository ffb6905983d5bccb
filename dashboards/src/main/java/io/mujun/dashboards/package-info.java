/** Boards: from short board files and the warehouse's declarations to Superset's assets bundle. */
package io.mujun.dashboards;
