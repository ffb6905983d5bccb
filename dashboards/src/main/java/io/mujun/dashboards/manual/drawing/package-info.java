/** Drawings of what follows from what: boxes in layers from left to right, joined by curves. */
package io.mujun.dashboards.manual.drawing;
