/**
 * The sample county systems: ledgers rendered from rows and layouts, databases loaded from SQL, and
 * larger cities made from a seed.
 */
package io.mujun.sample;
