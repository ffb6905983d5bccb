package io.mujun.warehouse;

/**
 * A check that a contract declares in SQL: a query, or a condition that must hold for every row.
 *
 * @param name identifies the check in {@code ops.check_result}
 * @param description what must hold, in Chinese
 * @param query ODCS {@code quality.query}: SQL that returns one number; {@code ${table}} (ODCS 3.1:
 *     {@code {table}} too) stands for the table
 * @param mustBe the number that the query must return
 * @param severity whether a failure withholds the publication
 */
public record Rule(
    String name, String description, String query, String mustBe, Severity severity) {}
