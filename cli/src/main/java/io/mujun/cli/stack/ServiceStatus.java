package io.mujun.cli.stack;

/**
 * One server of the stack, as it is now.
 *
 * @param service {@code postgres}, {@code trino} or {@code superset}
 * @param state what it does
 * @param pid its process, 0 where there is none
 * @param address where it is found
 * @param log the file of its log
 */
public record ServiceStatus(String service, State state, long pid, String address, String log) {
  /** What a server does. */
  public enum State {
    STOPPED,
    STARTING,
    READY
  }
}
