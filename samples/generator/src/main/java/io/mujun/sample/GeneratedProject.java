package io.mujun.sample;

import io.mujun.warehouse.identifier.CreditCode;
import io.mujun.warehouse.identifier.ProjectCode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Random;

/**
 * A project of a generated city. Money is in 万元.
 *
 * @param number counted from 1 in its zone
 * @param monthly usual investment of a month
 * @param seed draws whatever else belongs to the project
 */
record GeneratedProject(
    GeneratedZone zone,
    int number,
    String code,
    String creditCode,
    String category,
    LocalDate filedOn,
    LocalDate startedOn,
    int monthly,
    long seed) {
  private static final LocalDate EARLIEST = LocalDate.of(2021, 1, 4);

  /** The latest month that is stated. */
  static final YearMonth LAST = YearMonth.of(2024, 11);

  static GeneratedProject of(GeneratedZone zone, int number, long citySeed) {
    long seed = (citySeed * 1_000 + zone.number()) * 100_000 + number;
    Random random = new Random(seed);
    LocalDate filed = EARLIEST.plusDays(random.nextInt(1_300));
    LocalDate started = filed.plusDays(20 + random.nextInt(150));
    String category =
        switch (random.nextInt(8)) {
          case 0 -> "基础设施";
          case 1 -> "民生";
          default -> "产业";
        };
    return new GeneratedProject(
        zone,
        number,
        projectCode(zone, number, filed),
        creditCode(zone, number),
        category,
        filed,
        started,
        50 + random.nextInt(2_000),
        seed);
  }

  private static String projectCode(GeneratedZone zone, int number, LocalDate filed) {
    String head = "%02d%02d".formatted(filed.getYear() % 100, filed.getMonthValue());
    String tail = "%05d".formatted(number);
    char check = ProjectCode.checkDigit(head + zone.code() + "8901" + tail);
    return "%s-%s-89-01-%s%s".formatted(head, zone.code(), tail, check);
  }

  private static String creditCode(GeneratedZone zone, int number) {
    String seventeen = "91" + zone.code() + "MA0%06d".formatted(number);
    return seventeen + CreditCode.checkCharacter(seventeen);
  }

  String name() {
    return "%s%s项目%05d".formatted(zone.county(), category, number);
  }

  String enterprise() {
    return "%s企业%05d有限公司".formatted(zone.county(), number);
  }

  long plan() {
    return monthly * 12L;
  }

  long total() {
    return monthly * 36L;
  }

  boolean isStarted(YearMonth month) {
    return !YearMonth.from(startedOn).isAfter(month);
  }

  /** Investment of one month: the usual one, give or take a fifth. */
  long invested(YearMonth month) {
    if (!isStarted(month)) {
      return 0;
    }
    int swing =
        new Random(seed * 1_000 + month.getYear() * 12L + month.getMonthValue()).nextInt(401);
    return monthly * (800L + swing) / 1_000;
  }

  long yearToDate(YearMonth month) {
    long sum = 0;
    for (int i = 1; i <= month.getMonthValue(); i++) {
      sum += invested(month.withMonth(i));
    }
    return sum;
  }

  long cumulative(YearMonth month) {
    long sum = 0;
    for (YearMonth m = YearMonth.from(startedOn); !m.isAfter(month); m = m.plusMonths(1)) {
      sum += invested(m);
    }
    return sum;
  }
}
