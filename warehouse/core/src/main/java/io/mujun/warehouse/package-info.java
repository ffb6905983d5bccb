/**
 * What is known, and nothing of how it is computed: tables, metrics, codes, units and time, read
 * from the declarations under {@code warehouse/}. Knows no engine.
 */
package io.mujun.warehouse;
