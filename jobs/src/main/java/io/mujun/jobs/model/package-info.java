/** The models as declared (SQL, code files, metrics), what each reads, and their order. */
package io.mujun.jobs.model;
