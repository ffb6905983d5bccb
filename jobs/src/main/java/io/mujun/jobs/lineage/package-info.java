/**
 * From which columns tables and metrics are computed: their queries are analysed by Spark over
 * empty tables with the contracts' columns, and the analysed plans are followed from each output to
 * the tables. Nothing is computed, and nothing of the warehouse is read.
 */
package io.mujun.jobs.lineage;
