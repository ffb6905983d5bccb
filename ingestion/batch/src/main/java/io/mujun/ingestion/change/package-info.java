/**
 * Reads records of which a source says when they changed: decides which changes are taken, in which
 * order they count, and what they end. How a source is asked stands elsewhere.
 */
package io.mujun.ingestion.change;
