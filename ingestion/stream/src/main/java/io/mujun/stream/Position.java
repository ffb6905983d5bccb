package io.mujun.stream;

/**
 * Places in a PostgreSQL log. As text they are sixteen hexadecimal digits, a point and one digit
 * more, which tells apart the two records that one change may become: all are of one length, so
 * that the order of the texts is the order of the records.
 */
final class Position {
  private Position() {}

  static String text(long position) {
    return "%016X.0".formatted(position);
  }

  /** The place right after {@link #text} and before the next change. */
  static String following(long position) {
    return "%016X.1".formatted(position);
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
