package io.mujun.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.city.City;
import io.mujun.city.CityCodes;
import io.mujun.city.CityPlan;
import io.mujun.jobs.check.CheckResult;
import io.mujun.jobs.night.Mode;
import io.mujun.jobs.night.NightResult;
import java.nio.file.Path;
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
      long records = new City(PLAN, warehouse.catalog(), warehouse.contracts()).write();
      NightResult night = warehouse.night(PLAN.lastDay().toString(), Mode.INCREMENTAL);
      assertThat(night.checks()).filteredOn(CheckResult::isWithholding).isEmpty();
      try (IndependentCalculation calculation =
          new IndependentCalculation(
              warehouse.catalog(), declarations.resolve("codes"), PLAN.lastDay())) {
        System.out.printf(
            "%d records, seed %d: %s%n", records, PLAN.seed(), calculation.compared());
        System.out.println(calculation.scored());
        assertThat(calculation.differences()).isEmpty();
        assertThat(calculation.scoreDifferences()).isEmpty();
        assertThat(calculation.missingCases()).isEmpty();
      }
    }
  }
}
