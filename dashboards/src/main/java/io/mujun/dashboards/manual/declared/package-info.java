/** What the manual tells of: the declarations, and where each of them is used. */
package io.mujun.dashboards.manual.declared;
