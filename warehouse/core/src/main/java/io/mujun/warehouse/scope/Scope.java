package io.mujun.warehouse.scope;

import java.util.Locale;

/**
 * What a figure is about: one zone, or the zones of a city, a class or a province together.
 *
 * @param kind what holds its zones together
 * @param code that of the zone, city or province (GB/T 2260), or of the class
 * @param name as boards show it
 */
public record Scope(Kind kind, String code, String name) {
  /**
   * The {@code zone_code} of figures of several zones. Not null: Trino 483 fails on a list of zones
   * over a table with a partition that is null.
   */
  public static final String NO_ZONE = "";

  /** Kinds of scopes, the widest first. */
  public enum Kind {
    PROVINCE(1),
    CITY(2),
    ZONE_CLASS(3),
    ZONE(4);

    private final int rank;

    Kind(int rank) {
      this.rank = rank;
    }

    /** The value of {@code scope_kind}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The value of {@code scope_rank}, from 1; the smaller, the wider. */
    public int rank() {
      return rank;
    }
  }

  /** Identifies it among scopes of all kinds, for example {@code city:140500}. */
  public String key() {
    return kind.code() + ":" + code;
  }
}
