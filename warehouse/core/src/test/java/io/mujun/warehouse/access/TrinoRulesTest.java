package io.mujun.warehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.Warehouse;
import io.mujun.warehouse.access.RuleReader.Seen;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrinoRulesTest {
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of(".."));
  private static final AccessPolicy POLICY = WAREHOUSE.access();
  private static final Contracts CONTRACTS = WAREHOUSE.contracts();
  private static final RuleReader RULES =
      new RuleReader(new TrinoRules("mujun", POLICY, CONTRACTS, WAREHOUSE.scopes()).json());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "province          | ads.metric_value   | ''",
        "analyst           | ads.metric_value   | ''",
        "mujun             | ads.metric_value   | ''",
        "official_yuncheng | ads.project_progress | zone_code in ('140821')",
        "official_jincheng | ads.project_progress | zone_code in ('140521', '140524')",
        "official_jinzhong | dwd.land_supply    | zone_code in ('140729')",
        "official_changzhi | dim.project        | zone_code in ('140406')",
        "clerk_linyi       | dwd.approval_case  | zone_code in ('140821')",
        "clerk_lingchuan   | ops.refusal        | zone_code in ('140524')",
        "clerk_linyi       | ops.batch          | zone_code in ('140821')",
        "clerk_linyi       | dim.metric         | ''",
        "clerk_linyi       | ads.publication    | ''",
        "mujun             | ods.approval_case  | ''",
        "mujun             | ops.run            | ''",
      })
  void shows_each_the_rows_of_their_zones(String user, String table, String filter) {
    assertThat(seen(user, table)).map(Seen::filter).contains(filter);
    assertThat(seen(user, table)).map(Seen::privileges).contains("[\"SELECT\"]");
  }

  /** A total over one zone tells that zone's figure; one beside another zone, the other's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "official_jincheng | '140521', '140524' | 'city:140500', 'zone_class:eco_tourism', 'zone:140521', 'zone:140524'",
        "clerk_qinshui     | '140521'           | 'zone:140521'",
        "clerk_linyi       | '140821'           | 'city:140800', 'zone_class:agricultural', 'zone:140821'",
      },
      quoteCharacter = '"')
  void showsOnlyTotalsOverZonesThatAreSeen(String user, String zones, String scopes) {
    String ofScopes = "scope_kind || ':' || scope_code in (" + scopes + ")";

    assertThat(seen(user, "ads.metric_value"))
        .map(Seen::filter)
        .contains("zone_code in (%s, '') and %s".formatted(zones, ofScopes));
    assertThat(seen(user, "dim.scope")).map(Seen::filter).contains(ofScopes);
    assertThat(seen(user, "dim.scope_member"))
        .map(Seen::filter)
        .contains("zone_code in (%s, '') and %s".formatted(zones, ofScopes));
  }

  @ParameterizedTest
  @CsvSource({
    "analyst, ops.refusal",
    "analyst, ods.approval_case",
    "province, ods.investment_ledger",
    "official_yuncheng, ops.batch",
    "clerk_linyi, ods.approval_case",
    "clerk_linyi, ops.run",
    "superset, ads.metric_value",
    "superset, dim.zone",
    "stranger, dim.zone",
    "analyst2, dim.zone",
    "'', dim.zone",
    "ANALYST, dim.zone",
  })
  void hides_every_other_table(String user, String table) {
    assertThat(seen(user, table)).isEmpty();
  }

  @Test
  void filters_every_table_with_zones_for_everybody_bound_to_zones() {
    for (User user : POLICY.users()) {
      for (Contract table : CONTRACTS.all()) {
        boolean bound =
            !user.zones().isEmpty()
                && (table.property("zone_code").isPresent()
                    || table.property("scope_kind").isPresent());
        seen(user.name(), table.qualifiedName())
            .ifPresent(
                seen ->
                    assertThat(!seen.filter().isEmpty())
                        .as("%s is filtered for %s", table.qualifiedName(), user.name())
                        .isEqualTo(bound));
      }
    }
  }

  @Test
  void masks_every_personal_column_for_all_but_the_administrator() {
    for (User user : POLICY.users()) {
      for (Contract table : CONTRACTS.all()) {
        List<String> personal =
            user.name().equals("mujun")
                ? List.of()
                : table.properties().stream()
                    .filter(Property::isPersonal)
                    .map(Property::name)
                    .toList();
        seen(user.name(), table.qualifiedName())
            .ifPresent(
                seen ->
                    assertThat(seen.masks().keySet())
                        .as("masks of %s for %s", table.qualifiedName(), user.name())
                        .containsExactlyInAnyOrderElementsOf(personal));
      }
    }
    assertThat(seen("analyst", "dwd.approval_case").orElseThrow().masks())
        .containsOnlyKeys("applicant_name", "applicant_identity_number");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"files", "snapshots", "partitions", "history", "manifests", "refs", "properties"})
  void shows_metadata_tables_to_the_administrator_alone(String metadata) {
    for (User user : POLICY.users()) {
      for (Contract table : CONTRACTS.all()) {
        assertThat(seen(user.name(), table.qualifiedName() + "$" + metadata).isPresent())
            .as("%s sees %s$%s", user.name(), table.qualifiedName(), metadata)
            .isEqualTo(user.name().equals("mujun"));
      }
    }
  }

  /** The rows of a view are filtered where its tables are read: by the rules of who asks. */
  @Test
  void showsTheViewsOfNumbersToWhoReadsNumbers() {
    for (User user : POLICY.users()) {
      Optional<Seen> view = seen(user.name(), "trace.investment_ledger");
      assertThat(view.isPresent())
          .as("%s may ask the views", user.name())
          .isEqualTo(seen(user.name(), "ads.metric_value").isPresent());
      view.ifPresent(
          seen -> {
            assertThat(seen.privileges()).isEqualTo("[\"SELECT\"]");
            assertThat(seen.filter()).isEmpty();
          });
      assertThat(seen(user.name(), "trace.investment_ledger$history")).isEmpty();
    }
    assertThat(seen("clerk_linyi", "trace.number_row")).isPresent();
    assertThat(seen("superset", "trace.number_row")).isEmpty();
    assertThat(seen("stranger", "trace.number_row")).isEmpty();
  }

  @Test
  void lets_nobody_else_in() {
    for (String stranger : List.of("stranger", "analyst2", "xanalyst", "", "Analyst")) {
      assertThat(
              RULES.first("catalogs", Map.of("user", stranger, "catalog", "mujun")).orElseThrow())
          .hasToString("{\"allow\":\"none\"}");
      assertThat(RULES.first("queries", Map.of("user", stranger)).orElseThrow())
          .hasToString("{\"allow\":[]}");
      assertThat(RULES.first("system_information", Map.of("user", stranger))).isEmpty();
      assertThat(RULES.seen(stranger, "system", "jdbc", "tables")).isEmpty();
    }
  }

  @Test
  void reads_only() {
    for (User user : POLICY.users()) {
      assertThat(
              RULES
                  .first("catalogs", Map.of("user", user.name(), "catalog", "mujun"))
                  .orElseThrow()
                  .path("allow")
                  .asText())
          .isEqualTo("read-only");
      assertThat(RULES.first("schemas", Map.of("user", user.name(), "schema", "ads")).orElseThrow())
          .hasToString("{\"owner\":false}");
      assertThat(RULES.first("functions", Map.of("user", user.name()))).isEmpty();
      assertThat(RULES.first("procedures", Map.of("user", user.name()))).isEmpty();
      assertThat(RULES.first("authorization", Map.of("original_user", user.name()))).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "superset, analyst, true",
    "superset, province, true",
    "superset, clerk_linyi, true",
    "superset, mujun, false",
    "superset, superset, false",
    "superset, stranger, false",
    "mujun, analyst, false",
    "analyst, province, false",
  })
  void lets_the_boards_ask_for_their_readers_alone(String service, String reader, String allowed) {
    assertThat(
            RULES
                .first("impersonation", Map.of("original_user", service, "new_user", reader))
                .orElseThrow()
                .path("allow")
                .asText())
        .isEqualTo(allowed);
  }

  @Test
  void keeps_other_peoples_queries_private() {
    assertThat(RULES.first("queries", Map.of("user", "analyst")).orElseThrow().path("allow"))
        .hasToString("[\"execute\"]");
    assertThat(RULES.seen("analyst", "system", "runtime", "queries")).isEmpty();
    assertThat(RULES.seen("mujun", "system", "runtime", "queries")).isPresent();
  }

  @Test
  void refuses_a_role_with_a_table_that_no_contract_declares() {
    Role role =
        new Role(
            "clerk",
            "经办",
            Role.Scope.ALL,
            Set.of(),
            Set.of("ops.refusals"),
            Set.of(),
            Role.Personal.MASKED,
            Role.Metadata.HIDDEN,
            Role.Boards.VIEWER);
    AccessPolicy policy = new AccessPolicy(List.of(new User("a", "甲", role, List.of())));

    assertThatThrownBy(() -> new TrinoRules("mujun", policy, CONTRACTS, WAREHOUSE.scopes()).json())
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("ACCESS_INVALID"))
        .hasMessageContaining("ops.refusals");
  }

  private static Optional<Seen> seen(String user, String qualifiedTable) {
    int dot = qualifiedTable.indexOf('.');
    return RULES.seen(
        user, "mujun", qualifiedTable.substring(0, dot), qualifiedTable.substring(dot + 1));
  }
}
