/** The files of {@code ingestion/sources}: how each county system's columns become contract. */
package io.mujun.warehouse.source;
