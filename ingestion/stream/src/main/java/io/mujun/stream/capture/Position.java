package io.mujun.stream.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places of records in the order in which their source says that they came to be. As text they are
 * six digits of the epoch, sixteen hexadecimal digits of the place in the log, and one more that
 * tells apart the records that stand at one place: all are of one length, so that the order of the
 * texts is the order of the records. This is the one order of a source's records: jobs and the
 * comparison with the source go by it, and by no clock.
 *
 * <p>A new epoch begins wherever all rows are read: places of the log before it say nothing of
 * those after it, for the source may have been set up anew. Rows read stand at the epoch's
 * beginning, before every change that its log tells.
 */
public final class Position {
  private static final Pattern TEXT = Pattern.compile("(\\d{6})-[0-9A-F]{16}\\.(\\d)");
  private static final int LAST_ORDINAL = 9;

  private Position() {}

  /** The beginning of an epoch, where the rows stand that are read as a whole. */
  public static String beginning(int epoch) {
    return text(epoch, 0);
  }

  /** A place in the log. */
  public static String text(int epoch, long position) {
    return "%06d-%016X.0".formatted(epoch, position);
  }

  /** The epoch of a text; 0 where it has another form. */
  public static int epoch(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  /**
   * The place right after another in an epoch, before the next change.
   *
   * @param text a place of the epoch or of one before
   */
  public static String following(int epoch, String text) {
    if (epoch(text) < epoch) {
      return beginning(epoch);
    }
    int end = text.length() - 1;
    int ordinal = Character.digit(text.charAt(end), 10);
    if (ordinal == LAST_ORDINAL) {
      throw new IllegalStateException("No place is left after " + text);
    }
    return text.substring(0, end) + (ordinal + 1);
  }

  /** Reads PostgreSQL's form, for example {@code 0/16B3748}. */
  public static long parse(String lsn) {
    int slash = lsn.indexOf('/');
    return (Long.parseLong(lsn.substring(0, slash), 16) << 32)
        | Long.parseLong(lsn.substring(slash + 1), 16);
  }

  /** PostgreSQL's form, for people and for SQL. */
  static String lsn(long position) {
    return "%X/%X".formatted(position >>> 32, position & 0xFFFF_FFFFL);
  }
}
