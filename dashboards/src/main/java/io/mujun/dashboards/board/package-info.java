/**
 * Board files as they are written: {@code BoardReader} reads them and refuses what it does not
 * know.
 */
package io.mujun.dashboards.board;
