package io.mujun.warehouse.metric;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a metric's values are held against from a month on, until its next judgement: green from
 * {@code green}, yellow from {@code yellow}, else red; the other way round where less is better.
 *
 * @param from first day of the first month; {@link #BEGINNING} for since ever
 * @param target the value to reach, in the metric's unit, or null
 * @param green threshold in the metric's unit; null where no light is lit
 * @param yellow likewise; null just where {@code green} is
 * @param source who set it, where
 */
public record Judgement(
    LocalDate from, BigDecimal target, BigDecimal green, BigDecimal yellow, String source) {
  /** Before any month that has figures. */
  public static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

  /** The judgement as text: equal judgements, equal text. */
  public String text() {
    return "%s target %s green %s yellow %s (%s)"
        .formatted(from, text(target), text(green), text(yellow), source);
  }

  private static String text(BigDecimal number) {
    return number == null ? "-" : number.stripTrailingZeros().toPlainString();
  }
}
