package io.mujun.warehouse.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopesTest {
  private static final Path CODES = Path.of("../codes");

  @TempDir Path folder;

  @Test
  void makesUpScopesOfAllZones() {
    assertThat(Scopes.read(CODES).all())
        .extracting(Scope::key)
        .containsExactly(
            "province:140000",
            "city:140400",
            "city:140500",
            "city:140700",
            "city:140800",
            "zone_class:agricultural",
            "zone_class:eco_tourism",
            "zone_class:industrial",
            "zone:140406",
            "zone:140521",
            "zone:140524",
            "zone:140729",
            "zone:140821");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "140821        | zone:140821 city:140800 zone_class:agricultural",
        "140521 140524 | city:140500 zone_class:eco_tourism zone:140521 zone:140524",
        "140521        | zone:140521",
        "''            | ''",
      })
  void showsOnlyTotalsOverZonesThatAreSeen(String zones, String scopes) {
    assertThat(Scopes.read(CODES).within(List.of(zones.split(" "))))
        .extracting(Scope::key)
        .containsExactlyInAnyOrder(scopes.isEmpty() ? new String[0] : scopes.split(" "));
  }

  @Test
  void keepsTheClassThatAZoneHadBefore() throws IOException {
    former("140821,industrial,工业类,2022-06-30\n140821,eco_tourism,文旅类,2023-12-31\n");

    assertThat(Scopes.read(folder).members())
        .filteredOn(member -> member.zoneCode().equals("140821"))
        .filteredOn(member -> member.scope().kind() == Scope.Kind.ZONE_CLASS)
        .extracting(
            member -> member.scope().code() + " " + member.validFrom() + " " + member.validTo())
        .containsExactlyInAnyOrder(
            "industrial 1900-01-01 2022-06-30",
            "eco_tourism 2022-07-01 2023-12-31",
            "agricultural 2024-01-01 null");
  }

  @Test
  void hidesATotalThatOnceHeldAnotherZone() throws IOException {
    former("140821,eco_tourism,文旅类,2022-12-31\n");

    assertThat(Scopes.read(folder).within(List.of("140521", "140524")))
        .extracting(Scope::key)
        .doesNotContain("zone_class:eco_tourism");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "149999,industrial,工业类,2022-12-31 | no zone '149999'",
        "140821,industrial,工业类,           | 'valid_to' is missing",
        "140821,industrial,工业类,去年       | '去年' is no day",
      })
  void refusesWhatIsNoFormerClass(String line, String fault) throws IOException {
    former(line + "\n");

    assertThatThrownBy(() -> Scopes.read(folder))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CODES_INVALID"))
        .hasMessageContaining("zone_class.csv, line 2")
        .hasMessageContaining(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "industrial,工业类,示例,zone_class:industrial is called '工业类' and '示例'",
    "140500,晋城市,晋城,city:140500 is called '晋城市' and '晋城'",
  })
  void refusesTwoNamesOfOneScope(String code, String name, String other, String fault)
      throws IOException {
    former("");
    String zones = Files.readString(folder.resolve("zone.csv"));
    int last = zones.lastIndexOf(code + "," + name);
    Files.writeString(
        folder.resolve("zone.csv"),
        zones.substring(0, last) + zones.substring(last).replaceFirst(name, other));

    assertThatThrownBy(() -> Scopes.read(folder))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("CODES_INVALID"))
        .hasMessageContaining(fault);
  }

  private void former(String lines) throws IOException {
    for (String name : List.of("zone.csv", "area.csv")) {
      Files.copy(CODES.resolve(name), folder.resolve(name));
    }
    Files.writeString(
        folder.resolve("zone_class.csv"),
        "zone_code,zone_class,zone_class_name,valid_to\n" + lines);
  }
}
