/**
 * The log of changes, and how far it was read. The way through: {@code DebeziumReader} makes a
 * {@code LogChange} of what the connector tells, {@code GuardedSource} keeps the connector from
 * losing changes, {@code RepeatFilter} passes each once, and {@code Checkpoints} says where the
 * next run goes on.
 */
package io.mujun.stream.capture;
