package io.mujun.warehouse.scope;

import java.time.LocalDate;

/**
 * A zone of a scope.
 *
 * @param scope the scope
 * @param zoneCode GB/T 2260 code of the zone's county
 * @param validFrom first day on which the zone is one of it; {@link #BEGINNING} for since ever
 * @param validTo last such day, or null for until further notice
 */
public record ScopeMember(Scope scope, String zoneCode, LocalDate validFrom, LocalDate validTo) {
  /** Before any month that has figures. */
  public static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

  /** Whether the zone is one of the scope on a day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
  }
}
