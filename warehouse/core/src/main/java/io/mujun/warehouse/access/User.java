package io.mujun.warehouse.access;

import java.util.List;

/**
 * One who asks.
 *
 * @param name slug; the same in Trino and Superset
 * @param label Chinese name
 * @param role what they may read
 * @param zones codes of the zones whose rows they see, sorted; empty where the role's scope is all
 *     or none
 */
public record User(String name, String label, Role role, List<String> zones) {}
