package io.mujun.cli.trace;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A published number beside what its rows make up.
 *
 * @param metric its metric
 * @param scope what it is about, for example {@code city:140500}
 * @param period its month, by the first day
 * @param value as published, in {@code unit}
 * @param bound how exact it is
 * @param numerator as published, in base units
 * @param denominator likewise; null where the metric has none
 * @param coveredZones zones that are in it
 * @param applicableZones zones that should be
 * @param metricVersion the definition by which it was computed
 * @param publicationId the publication that first told it
 * @param rows how many rows have a share
 * @param tracedNumerator what the rows' shares make up; null where that is not computed here
 * @param tracedDenominator likewise
 * @param tracedValue the value that follows from these, in {@code unit}
 * @param outcome whether it is the published one
 */
public record TracedNumber(
    String metric,
    String scope,
    LocalDate period,
    BigDecimal value,
    String unit,
    String bound,
    BigDecimal numerator,
    BigDecimal denominator,
    int coveredZones,
    int applicableZones,
    String metricVersion,
    String publicationId,
    long rows,
    BigDecimal tracedNumerator,
    BigDecimal tracedDenominator,
    BigDecimal tracedValue,
    Outcome outcome) {}
