/**
 * Brings the changes of county databases into {@code ods}: a snapshot first, then the log, each
 * change exactly once. Runs as a process of its own, for Flink shares its classpath with no other
 * engine.
 *
 * <p>The way through: {@code StreamMain} reads its {@code configuration}; {@code StreamIngestion}
 * looks at the {@code source}, lets a {@code job} of Flink run from one checkpoint to the next
 * ({@code capture}), which types the changes ({@code table}) and writes them ({@code lake}), and
 * {@code settle}s what the warehouse then holds with the source.
 */
package io.mujun.stream;
