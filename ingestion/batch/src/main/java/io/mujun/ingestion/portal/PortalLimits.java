package io.mujun.ingestion.portal;

import java.time.Duration;

/**
 * How long a portal is waited for, and how much is taken of it.
 *
 * @param attempts how often a call is made before it has failed
 * @param firstDelay the pause before a call is made again; it doubles each time
 * @param longestDelay no pause is longer, also where the portal asks for one
 * @param timeout for one answer as a whole
 * @param answerBytes size of one answer
 * @param pages number of pages in one pass
 * @param passes how often all pages are asked for until two passes agree
 */
public record PortalLimits(
    int attempts,
    Duration firstDelay,
    Duration longestDelay,
    Duration timeout,
    int answerBytes,
    int pages,
    int passes) {

  /** What an honest portal keeps to. */
  public static final PortalLimits DEFAULT =
      new PortalLimits(
          6,
          Duration.ofSeconds(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(1),
          16 << 20,
          10_000,
          4);
}
