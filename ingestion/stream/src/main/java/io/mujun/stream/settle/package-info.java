/**
 * Whether the warehouse holds what the source holds. The way through: {@code Settlement} lets
 * {@code Reconciliation} compare them, {@code EndingLimit} guards against a wrong source, {@code
 * StaleRows} ends what the source no longer has, and {@code Receipts} counts what a batch brought.
 */
package io.mujun.stream.settle;
