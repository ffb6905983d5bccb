package io.mujun.cli.trace;

import java.util.List;
import java.util.Map;

/**
 * What taking every published number apart showed.
 *
 * @param publication the publication whose numbers they are
 * @param numbers how many there are
 * @param outcomes how many of each outcome, also where that is 0
 * @param metrics how many of each metric
 * @param untraced metrics with numbers that have no form in Trino, with the reason
 * @param differing the numbers that their rows do not make up, the first of them
 */
public record CheckedNumbers(
    String publication,
    long numbers,
    Map<Outcome, Long> outcomes,
    Map<String, Long> metrics,
    Map<String, String> untraced,
    List<TracedNumber> differing) {

  /** Whether each number is made up by its rows, as far as that is computed here. */
  public boolean agree() {
    long traced = outcomes.values().stream().mapToLong(Long::longValue).sum();
    return outcomes.get(Outcome.DIFFERS) == 0 && traced == numbers;
  }
}
