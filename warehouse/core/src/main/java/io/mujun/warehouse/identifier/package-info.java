/**
 * Check digits of the identifiers that county systems carry; {@code domain.md} §B names sources.
 */
package io.mujun.warehouse.identifier;
