package io.mujun.warehouse.code;

/**
 * A development zone (开发区) as {@code codes/zone.csv} lists it.
 *
 * @param code GB/T 2260 code of its county
 * @param name full name
 * @param shortName name on boards
 * @param zoneClass agricultural, industrial or eco_tourism
 * @param className name of its class
 * @param cityCode GB/T 2260 code of its city
 * @param cityName name of its city
 * @param provinceCode GB/T 2260 code of its province
 * @param provinceName name of its province
 */
public record Zone(
    String code,
    String name,
    String shortName,
    String zoneClass,
    String className,
    String cityCode,
    String cityName,
    String provinceCode,
    String provinceName) {}
