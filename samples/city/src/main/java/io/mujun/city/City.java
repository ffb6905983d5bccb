package io.mujun.city;

import io.mujun.catalog.MujunCatalog;
import io.mujun.warehouse.Contracts;
import java.time.LocalDate;

/**
 * Writes a city's records straight to the {@code ods} tables: ledgers that are restated, withdrawn,
 * held, true in part or say 本月无; operations of databases that come late, twice, or end a record;
 * cases that pause, move, or have no limit; blanks, bounds, and zones that never report.
 */
public final class City {
  private static final int ZONES_OF_FILE = 25;

  private final CityPlan plan;
  private final MujunCatalog catalog;
  private final Contracts contracts;

  public City(CityPlan plan, MujunCatalog catalog, Contracts contracts) {
    this.plan = plan;
    this.catalog = catalog;
    this.contracts = contracts;
  }

  /**
   * Writes all of its history, received up to {@link CityPlan#lastDay}; returns how many records.
   */
  public long write() {
    CityTables tables = new CityTables(catalog, contracts, 0);
    for (int zone = 0; zone < plan.zones(); zone++) {
      if (!isSilent(zone)) {
        new RegisterRecords(plan, tables).write(zone);
        new LedgerRecords(plan, tables).write(zone);
        new TargetRecords(plan, tables).write(zone);
        new LandRecords(plan, tables).write(zone);
        new ApprovalRecords(plan, tables).write(zone);
        new ServiceRecords(plan, tables).write(zone);
        new OrganisationRecords(plan, tables).write(zone);
        new LandBatchRecords(plan, tables).write(zone);
        new StageRecords(plan, tables).write(zone);
        new IssueRecords(plan, tables).write(zone);
        new AssignmentRecords(plan, tables).write(zone);
        new IndicatorRecords(plan, tables).write(zone);
        new AgreementRecords(plan, tables).write(zone);
      }
      if (zone % ZONES_OF_FILE == ZONES_OF_FILE - 1) {
        tables.rest();
      }
    }
    return tables.commit(plan.lastDay());
  }

  /**
   * Hands over, on a later day, another ledger of the last month and closes some cases, in one of
   * so many zones; returns how many records.
   */
  public long change(LocalDate day, int every) {
    CityTables tables = new CityTables(catalog, contracts, day.toEpochDay() * 100_000L);
    for (int zone = 0; zone < plan.zones(); zone += every) {
      if (!isSilent(zone)) {
        new LedgerRecords(plan, tables).restate(zone, day);
        new ApprovalRecords(plan, tables).close(zone, day);
      }
    }
    return tables.commit(day);
  }

  /** One zone of each 29 has never sent anything. */
  private static boolean isSilent(int zone) {
    return zone % 29 == 13;
  }
}
