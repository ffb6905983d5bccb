package io.mujun.city;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * How large a city is. The same plan makes the same records.
 *
 * @param seed of all that is drawn
 * @param zones how many, at most {@link #MOST_ZONES}
 * @param projects of each zone
 * @param first the first month of its ledgers
 * @param months how many
 */
public record CityPlan(long seed, int zones, int projects, YearMonth first, int months) {
  /** Two provinces of 99 cities each, of seven zones. */
  public static final int MOST_ZONES = 2 * 99 * CityPlan.ZONES_OF_CITY;

  static final int ZONES_OF_CITY = 7;
  private static final int HANDOVER_DAY = 22;

  public CityPlan {
    if (zones < 1 || zones > MOST_ZONES || projects < 1 || months < 1) {
      throw new IllegalArgumentException(
          "A city has 1 to %d zones, and at least one project and month; this has %d, %d and %d."
              .formatted(MOST_ZONES, zones, projects, months));
    }
  }

  /** The day on which something was handed over last. */
  public LocalDate lastDay() {
    return first.plusMonths(months - 1L).atDay(HANDOVER_DAY);
  }

  /** The day, or the last one where that is earlier. */
  LocalDate untilLastDay(LocalDate day) {
    return day.isAfter(lastDay()) ? lastDay() : day;
  }

  /** Name of the exchange database of a zone's province. */
  String exchange(int zone) {
    return "exchange_" + provinceCode(zone);
  }

  /** The first day on which anything can have happened in a zone. */
  LocalDate begin(int zone) {
    LocalDate january = first.atDay(1).withDayOfYear(1);
    return zone % 10 == 7 ? january.minusYears(1) : january;
  }

  String provinceCode(int zone) {
    return city(zone) % 2 == 0 ? "140000" : "150000";
  }

  String cityCode(int zone) {
    return String.valueOf(Integer.parseInt(provinceCode(zone)) + (city(zone) / 2 + 1) * 100);
  }

  /** GB/T 2260 code of a zone, counted from 0. */
  public String zoneCode(int zone) {
    return String.valueOf(Integer.parseInt(cityCode(zone)) + 21 + zone % ZONES_OF_CITY);
  }

  /** The zone beside it in its city, or itself where it has none. */
  int neighbour(int zone) {
    int beside = zone % ZONES_OF_CITY == ZONES_OF_CITY - 1 ? zone - 1 : zone + 1;
    return beside < zones ? beside : zone;
  }

  /** What is drawn for a part of the city, whatever else is drawn before. */
  Draw draw(int zone, int part, int topic) {
    return new Draw(((seed * 31 + zone) * 1_000_003 + part) * 31 + topic);
  }

  private static int city(int zone) {
    return zone / ZONES_OF_CITY;
  }
}
