package io.mujun.stream;

/**
 * Places in a PostgreSQL log. As text they are sixteen hexadecimal digits, so that the order of the
 * texts is the order of the places.
 */
final class Position {
  /** Marks the second of two records that one change becomes. */
  private static final String SECOND = ".1";

  private Position() {}

  static String text(long position) {
    return "%016X".formatted(position);
  }

  /** The place right after {@link #text} and before the next change. */
  static String following(long position) {
    return text(position) + SECOND;
  }

  /** Reads PostgreSQL's form, for example {@code 0/16B3748}. */
  static long parse(String lsn) {
    int slash = lsn.indexOf('/');
    return (Long.parseLong(lsn.substring(0, slash), 16) << 32)
        | Long.parseLong(lsn.substring(slash + 1), 16);
  }

  /** PostgreSQL's form, for people and for SQL. */
  static String lsn(long position) {
    return "%X/%X".formatted(position >>> 32, position & 0xFFFF_FFFFL);
  }
}
