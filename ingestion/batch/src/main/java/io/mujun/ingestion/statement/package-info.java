/**
 * Statements (报表): which one holds for its scope, and what became of each that was handed over. A
 * statement holds as a whole or is held back as a whole.
 */
package io.mujun.ingestion.statement;
