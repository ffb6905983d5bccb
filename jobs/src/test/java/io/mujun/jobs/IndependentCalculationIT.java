package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.city.City;
import io.mujun.city.CityCodes;
import io.mujun.city.CityPlan;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.NightResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every published figure of a generated city of 50 zones equals an independent calculation. */
class IndependentCalculationIT {
  private static final CityPlan PLAN = new CityPlan(8, 50, 8, YearMonth.of(2024, 10), 5);

  @TempDir(cleanup = org.junit.jupiter.api.io.CleanupMode.NEVER)
  Path declarations;

  @Test
  void everyFigureEqualsAnIndependentCalculation() throws Exception {
    TestWarehouse.copyDeclarations(declarations);
    CityCodes.write(PLAN, declarations.resolve("codes"));
    try (TestWarehouse warehouse = TestWarehouse.create(declarations)) {
      City city = new City(PLAN, warehouse.catalog(), warehouse.contracts());
      System.out.println(city.write() + " records, seed " + PLAN.seed());
      compare(warehouse, PLAN.lastDay(), Mode.FULL);
    }
  }

  private void compare(TestWarehouse warehouse, LocalDate day, Mode mode)
      throws SQLException, IOException {
    NightResult night = warehouse.night(day.toString(), mode);
    assertThat(night.status())
        .as(night.checks().stream().filter(CheckResult::isWithholding).toList().toString())
        .isEqualTo(NightResult.Status.PUBLISHED);
    try (IndependentCalculation calculation =
        new IndependentCalculation(warehouse.catalog(), declarations.resolve("codes"), day)) {
      System.out.println(mode + ": " + calculation.compared());
      calculation.kinds().forEach(System.out::println);
      assertThat(calculation.differences()).isEmpty();
    }
  }
}
