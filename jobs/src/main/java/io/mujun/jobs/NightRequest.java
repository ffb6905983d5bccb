package io.mujun.jobs;

import java.time.LocalDate;

/**
 * What is asked of a night.
 *
 * @param date the day whose night it is, in Asia/Shanghai
 * @param mode how much to compute
 */
record NightRequest(LocalDate date, Mode mode) {}
