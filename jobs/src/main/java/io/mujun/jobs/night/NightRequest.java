package io.mujun.jobs.night;

import java.time.LocalDate;

/**
 * What is asked of a night.
 *
 * @param date the day whose night it is, in Asia/Shanghai
 * @param mode how much to compute
 */
public record NightRequest(LocalDate date, Mode mode) {}
