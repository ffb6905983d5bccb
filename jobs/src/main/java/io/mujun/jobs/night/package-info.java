/**
 * One night from its lock to its publication: each model is computed, compared with what stands,
 * and written to a branch of its table; then all tables move together.
 */
package io.mujun.jobs.night;
