package io.mujun.jobs.sql;

import java.util.Arrays;
import java.util.Optional;

/**
 * The name of a view that queries read besides tables, for example {@code vintage_land_ledger}.
 *
 * @param kind what it shows
 * @param subject the table without its layer, or the code file
 */
public record ViewName(Kind kind, String subject) {

  /** What a view shows. */
  public enum Kind {
    /**
     * What was known of an ods table's records, and from when to when: at least of all that one of
     * the slices ever said something of that are computed.
     */
    VINTAGE("vintage_", "ods."),
    /** The same of all slices, for a model that looks beyond its own. */
    WHOLE_VINTAGE("whole_vintage_", "ods."),
    /** What an ods table's records said, and since when; it does not matter how often. */
    SAID("said_", "ods."),
    /** A dwd table's facts as known on the day as at which figures are computed. */
    KNOWN("known_", "dwd."),
    /** A code file, as texts. */
    CODE("code_", "");

    private final String prefix;
    private final String layer;

    Kind(String prefix, String layer) {
      this.prefix = prefix;
      this.layer = layer;
    }
  }

  /** The view that a name stands for; none where it names a table. */
  public static Optional<ViewName> of(String name) {
    return Arrays.stream(Kind.values())
        .filter(kind -> name.startsWith(kind.prefix))
        .map(kind -> new ViewName(kind, name.substring(kind.prefix.length())))
        .findFirst();
  }

  /** The name as a query writes it. */
  public String name() {
    return kind.prefix + subject;
  }

  /** The table that it shows, with its layer. */
  public String table() {
    return kind.layer + subject;
  }
}
