/**
 * The way back from a published number: to the rows that make it up, with their shares, and on to
 * the records, files and cells from which they came.
 */
package io.mujun.cli.trace;
