/**
 * The embedded stack: PostgreSQL, Trino and Superset as processes of this machine, started,
 * attached to, watched and stopped; and the engine processes that a command starts for its own
 * duration.
 *
 * <p>All that the stack makes lies under the data folder ({@link
 * io.mujun.cli.stack.Settings#data}): {@code postgres/} (the database cluster), {@code runtime/}
 * (unpacked programs), {@code secrets/}, {@code logs/}, {@code run/} (states of processes) and
 * {@code lock}.
 */
package io.mujun.cli.stack;
