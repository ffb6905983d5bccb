/**
 * A city of any size, made by a seed and written to the {@code ods} tables as handovers would have
 * left it: {@link io.mujun.city.CityPlan} says how large, {@link io.mujun.city.CityCodes} names its
 * zones, {@link io.mujun.city.City} writes its records. For tests and benchmarks.
 */
package io.mujun.city;
