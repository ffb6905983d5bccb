/**
 * Brings the changes of county databases into {@code ods}: a snapshot first, then the log, each
 * change exactly once. Runs as a process of its own, for Flink shares its classpath with no other
 * engine.
 */
package io.mujun.stream;
