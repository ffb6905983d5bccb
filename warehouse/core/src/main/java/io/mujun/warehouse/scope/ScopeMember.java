package io.mujun.warehouse.scope;

import java.time.LocalDate;

/**
 * A zone of a scope.
 *
 * @param scope the scope
 * @param zoneCode GB/T 2260 code of the zone's county
 * @param validFrom first day on which the zone is one of it, or null for since ever
 * @param validTo last such day, or null for until further notice
 */
public record ScopeMember(Scope scope, String zoneCode, LocalDate validFrom, LocalDate validTo) {}
