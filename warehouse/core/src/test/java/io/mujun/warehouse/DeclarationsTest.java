package io.mujun.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.mujun.warehouse.code.CodeTable;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import io.mujun.warehouse.time.CalendarDay;
import io.mujun.warehouse.time.WorkingCalendar;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the declarations of this repository to what the code that reads them expects. */
class DeclarationsTest {
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of("..").toAbsolutePath());

  @Test
  void everyTableIsLabelledAndKeyed() {
    assertThat(WAREHOUSE.contracts().all())
        .isNotEmpty()
        .allSatisfy(
            table -> {
              assertThat(table.label()).as(table.qualifiedName()).matches("\\P{ASCII}.*");
              assertThat(table.description()).as(table.qualifiedName()).isNotBlank();
              assertThat(table.grain()).as(table.qualifiedName()).isNotBlank();
              assertThat(table.properties())
                  .allSatisfy(
                      column -> {
                        String place = table.qualifiedName() + "." + column.name();
                        assertThat(column.label()).as(place).isNotBlank();
                        assertThat(column.description()).as(place).isNotBlank();
                      });
            });
    assertThat(
            WAREHOUSE.contracts().all().stream()
                .filter(table -> table.key().isEmpty())
                .map(Contract::qualifiedName))
        .as("only lists of findings have no key")
        .containsExactly("ops.refusal", "ops.warning");
  }

  @Test
  void everyUnitOfAColumnIsABaseUnitOrDeclared() {
    Units units = WAREHOUSE.units();
    for (Contract table : WAREHOUSE.contracts().all()) {
      for (Property column : table.properties()) {
        if (column.unit() != null) {
          units.unit(column.unit(), table.qualifiedName() + "." + column.name());
        }
      }
    }
  }

  @Test
  void factsAreBitemporalAndKeyedByWhenTheyBecameKnown() {
    assertThat(WAREHOUSE.contracts().layer("dwd"))
        .hasSizeGreaterThanOrEqualTo(7)
        .allSatisfy(
            table -> {
              String name = table.qualifiedName();
              assertThat(table.includes()).as(name).contains("validity", "locator");
              assertThat(table.key()).as(name).endsWith("known_from");
              assertThat(table.slice()).as(name).contains("zone_code");
            });
  }

  @Test
  void applicantsArePersonalInEveryLayer() {
    for (Contract table : WAREHOUSE.contracts().all()) {
      table.properties().stream()
          .filter(column -> column.name().startsWith("applicant_"))
          .forEach(
              column ->
                  assertThat(column.isPersonal())
                      .as(table.qualifiedName() + "." + column.name())
                      .isTrue());
    }
  }

  @Test
  void listsFiveZonesInFourCities() {
    Zones zones = WAREHOUSE.zones();
    assertThat(zones.all()).hasSize(5);
    assertThat(zones.all().stream().map(Zone::cityCode).distinct()).hasSize(4);
    assertThat(zones.ofArea("140481")).map(Zone::code).contains("140406");
    assertThat(WAREHOUSE.metrics().views()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({"zone,dim.zone", "area,dim.area", "item,dim.item"})
  void codeFilesHaveTheColumnsOfTheTablesLoadedFromThem(String file, String table) {
    assertThat(CodeTable.read(WAREHOUSE.codes().resolve(file + ".csv")).columns())
        .containsExactlyElementsOf(
            WAREHOUSE.contracts().table(table).ownProperties().stream()
                .map(Property::name)
                .toList());
  }

  @Test
  void everyCalendarRowNamesItsNotice() {
    List<Map<String, String>> rows =
        CodeTable.read(WAREHOUSE.codes().resolve("calendar.csv")).rows();
    assertThat(rows).allSatisfy(row -> assertThat(row.get("source")).startsWith("国办发明电"));
  }

  /** 251 for 2024 is computed from the notice; the others follow from theirs. */
  @ParameterizedTest
  @CsvSource({"2024,251", "2025,248", "2026,248"})
  void yearsHaveTheirWorkingDays(int year, long workdays) {
    assertThat(
            WAREHOUSE.calendar().days().stream()
                .filter(day -> day.date().getYear() == year)
                .filter(CalendarDay::isWorkday))
        .hasSize((int) workdays);
  }

  /** Vectors of the 2024 notice: across National Day, Mid-Autumn and Labour Day. */
  @ParameterizedTest
  @CsvSource({"2024-09-27,5,2024-10-10", "2024-09-13,2,2024-09-18", "2024-04-26,3,2024-04-30"})
  void countsWorkingDaysFromTheDayAfterAcceptance(LocalDate accepted, int workdays, LocalDate due) {
    WorkingCalendar calendar = WAREHOUSE.calendar();
    assertThat(calendar.plusWorkdays(accepted, workdays)).isEqualTo(due);
    assertThat(calendar.workdaysBetween(accepted, due)).isEqualTo(workdays);
  }
}
