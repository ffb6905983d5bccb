/** What changed since the last publication, as slices of tables, and what a model needs of it. */
package io.mujun.jobs.slice;
