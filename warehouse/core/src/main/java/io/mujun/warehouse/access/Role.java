package io.mujun.warehouse.access;

import io.mujun.warehouse.Contract;
import java.util.Set;

/**
 * What its users may read. Nobody writes through Trino.
 *
 * @param name slug
 * @param label Chinese name
 * @param scope by what its users are bound to zones
 * @param layers layers of which every table may be read
 * @param tables further tables, as {@code layer.table}
 * @param impersonates roles in whose users' names it may ask
 * @param personal how columns that tell of a person are shown
 * @param metadata whether Iceberg's metadata tables, which know no row filter, are seen
 * @param boards what its users are on the boards
 */
public record Role(
    String name,
    String label,
    Scope scope,
    Set<String> layers,
    Set<String> tables,
    Set<String> impersonates,
    Personal personal,
    Metadata metadata,
    Boards boards) {

  /** By what a user is bound to zones. */
  public enum Scope {
    ALL,
    CITIES,
    ZONES,
    NONE
  }

  /** How personal data is shown. */
  public enum Personal {
    MASKED,
    CLEAR
  }

  /** What a user is on the boards; which rows they show is not said by this. */
  public enum Boards {
    ADMIN,
    ANALYST,
    VIEWER,
    NONE
  }

  /** Whether metadata tables are seen. */
  public enum Metadata {
    HIDDEN,
    VISIBLE
  }

  /** Whether the role reads a table at all. */
  public boolean reads(Contract table) {
    return layers.contains(table.layer()) || tables.contains(table.qualifiedName());
  }
}
