/** The weekly bulletin (周通报): one HTML file that opens offline and prints on A4. */
package io.mujun.dashboards.bulletin;
