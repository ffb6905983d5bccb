package io.mujun.warehouse;

import java.util.concurrent.locks.LockSupport;

/**
 * Named points at which a test may kill this process. With the system property {@code
 * mujun.failpoint=name@detail} set, the process announces on standard error that it has come there,
 * and waits for the kill.
 */
public final class Failpoint {
  private static final String WANTED = System.getProperty("mujun.failpoint", "");

  private Failpoint() {}

  /** Waits for the kill where a test asked for one at this point. */
  public static void reached(String name, String detail) {
    if (WANTED.equals(name + "@" + detail)) {
      System.err.println("failpoint " + WANTED);
      System.err.flush();
      while (true) {
        LockSupport.park();
      }
    }
  }
}
