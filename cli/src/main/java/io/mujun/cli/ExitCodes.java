package io.mujun.cli;

/** What a command ends with; scripts rely on these. */
final class ExitCodes {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  /** Some records were refused; the rest is in. */
  static final int REFUSED = 3;

  /** A check withheld the publication; yesterday's numbers stand. */
  static final int WITHHELD = 4;

  /** A publication is not what computing it again gives. */
  static final int DIFFERENT = 5;

  private ExitCodes() {}
}
