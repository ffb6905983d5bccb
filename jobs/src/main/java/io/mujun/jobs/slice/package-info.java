/**
 * What changed since the last publication, as slices of tables, and so what has to be made anew.
 */
package io.mujun.jobs.slice;
