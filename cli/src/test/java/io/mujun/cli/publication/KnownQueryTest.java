package io.mujun.cli.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.catalog.publication.PublicationEntry;
import io.mujun.warehouse.MujunException;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownQueryTest {
  private static final LocalDate DAY = LocalDate.parse("2024-11-15");
  private static final KnownQuery QUERY =
      new KnownQuery(
          new PublicationEntry(
              "2024-11-15.1",
              "2024-11-17.1",
              DAY,
              DAY,
              DAY.atStartOfDay(),
              Map.of("ads.metric_value", 1L, "dim.zone", 2L),
              Map.of("ods.statement", 3L),
              null));

  /** In what is expected, {@code @} is the publication's name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 1 | select 1",
        "select * from ads.metric_value | select * from ads.metric_value@",
        "SELECT v.value FROM Mujun.ADS.\"metric_value\" AS v, dim.zone |"
            + " SELECT v.value FROM Mujun.ADS.\"metric_value\"@ AS v, dim.zone@",
        "select metric_value.unit from ads.metric_value join dim.zone using (zone_code) |"
            + " select metric_value.unit from ads.metric_value@ join dim.zone@ using (zone_code)",
        "with z as (select * from dim.zone) select * from z, z as other where exists"
            + " (select 1 from ods.statement) |"
            + " with z as (select * from dim.zone@) select * from z, z as other where exists"
            + " (select 1 from ods.statement@)",
        "table ads.metric_value order by 1 |" + " (SELECT * FROM ads.metric_value@) order by 1",
        "select 'from dim.zone' -- dim.zone |" + " select 'from dim.zone' -- dim.zone",
        "select (select max(as_at) from ads.publication) |"
            + " select (select max(as_at) from ads.publication@)",
        "select * from table(f(input => table(dim.zone))) |"
            + " select * from table(f(input => table(SELECT * FROM dim.zone@)))"
      })
  void readsEachTableAsItWasPublished(String sql, String expected) {
    assertThat(QUERY.of(sql))
        .isEqualTo(expected.replace("@", " FOR VERSION AS OF 'published_2024-11-15.1'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "show tables from ads | Only a query",
        "use mujun.ads | Only a query",
        "explain select * from dim.zone | Only a query",
        "insert into dim.zone select * from dim.zone | Only a query",
        "delete from dim.zone | Only a query",
        "select * from zone | no table 'zone'",
        "select * from ops.run | no table 'ops.run'",
        "select * from other.dim.zone | no table 'other.dim.zone'",
        "select * from ads.\"metric_value$files\" | no table 'ads.metric_value$files'",
        "select * from information_schema.tables | no table 'information_schema.tables'",
        "select * from dim.zone for version as of 7 | Leave FOR VERSION"
      })
  void refusesWhatItCannotAskOfThatDay(String sql, String words) {
    assertThatThrownBy(() -> QUERY.of(sql))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("AS_KNOWN_QUERY"))
        .hasMessageContaining(words);
  }

  @Test
  void tellsWhereTheTextIsNoSql() {
    assertThatThrownBy(() -> QUERY.of("select from from"))
        .isInstanceOfSatisfying(
            MujunException.class, fault -> assertThat(fault.code()).isEqualTo("SQL_FAILED"))
        .hasMessageContaining("line 1:8");
  }
}
