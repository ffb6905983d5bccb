package io.mujun.dashboards.board;

import io.mujun.warehouse.MujunException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Tells a writer of board files which name was probably meant. */
public final class Names {
  private static final int SUGGESTIONS = 3;

  private Names() {}

  /**
   * Accepts a name that is known.
   *
   * @param code the fault's code
   * @param kind what the name names, in English, for the message
   * @throws MujunException with the place and the nearest known names
   */
  public static String require(
      String name, Collection<String> known, String code, String kind, String place) {
    if (known.contains(name)) {
      return name;
    }
    throw new MujunException(
        code,
        "%s: there is no %s '%s'. %s"
            .formatted(
                place,
                kind,
                name,
                known.isEmpty()
                    ? "None is declared."
                    : "The nearest are: " + String.join(", ", nearest(name, known)) + "."));
  }

  static List<String> nearest(String name, Collection<String> known) {
    return known.stream()
        .sorted(
            Comparator.<String>comparingInt(candidate -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(SUGGESTIONS)
        .toList();
  }

  /** Least number of inserted, deleted or replaced characters between two names. */
  static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced =
            previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        current[column] = Math.min(replaced, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
