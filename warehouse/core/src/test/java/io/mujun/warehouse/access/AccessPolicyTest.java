package io.mujun.warehouse.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessPolicyTest {
  private static final Warehouse WAREHOUSE = new Warehouse(Path.of(".."));
  private static final String ROLES =
      """
      roles:
        - {role: all, label: 全部, zones: all, layers: [ads], personal: masked, metadata: hidden, boards: viewer}
        - {role: city, label: 市, zones: cities, layers: [ads], personal: masked, metadata: hidden, boards: viewer}
        - {role: zone, label: 区, zones: zones, layers: [ads], personal: masked, metadata: hidden, boards: viewer}
      """;
  private static final String USERS =
      """
      users:
        - {user: a, label: 甲, role: all}
        - {user: b, label: 乙, role: city, cities: ["140500", "140800"]}
        - {user: c, label: 丙, role: zone, zones: ["140821"]}
      """;

  @TempDir private Path directory;

  @Test
  void resolves_cities_to_their_zones() throws IOException {
    AccessPolicy policy = read(ROLES, USERS);

    assertThat(policy.user("a").zones()).isEmpty();
    assertThat(policy.user("b").zones()).containsExactly("140521", "140524", "140821");
    assertThat(policy.user("c").zones()).containsExactly("140821");
    assertThatThrownBy(() -> policy.user("d"))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("USER_UNKNOWN"))
        .hasMessageContaining("a, b, c");
  }

  @Test
  void has_a_clerk_for_every_zone_and_an_official_for_every_city() {
    AccessPolicy policy = WAREHOUSE.access();

    for (String role : new String[] {"zone_clerk", "city_official"}) {
      assertThat(policy.users().stream().filter(user -> user.role().name().equals(role)))
          .flatExtracting(User::zones)
          .containsExactlyInAnyOrderElementsOf(
              WAREHOUSE.zones().all().stream().map(zone -> zone.code()).toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zones: all,        | zones: al,                    | roles.yaml: 'all' has zones: al",
        "layers: [ads],     | layers: [adz],                | 'adz'",
        "layers: [ads],     | layer: [ads],                 | 'layer' is not known",
        "layers: [ads],     | tables: [\"ads.*\"],          | names no table: ads.*",
        "role: all,         | role: zone,                   | declared twice",
        "metadata: hidden   | metadata: visible             | personal: clear",
        "personal: masked,  | impersonates: [nobody], personal: masked, | 'nobody'",
        "zones: all,        | zones: none,                  | no layers",
        "boards: viewer     | boards: owner                 | admin, analyst, viewer, none",
      })
  void refuses_a_role_that_means_nothing(String from, String to, String fault) {
    assertThat(ROLES).contains(from.strip());
    assertInvalid(ROLES.replace(from.strip(), to.strip()), USERS, fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role: all              | role: al                     | users.yaml: 'a' names 'al'",
        "role: all              | role: all, zones: [\"140821\"] | has to name zones if",
        "zones: [\"140821\"] | zones: []                   | has to name zones if",
        "zones: [\"140821\"] | zones: [\"140822\"]          | 140822",
        "140800                 | 140900                       | 140900",
        "user: b                | user: a                      | declared twice",
        "user: b                | user: B                      | a-z",
        "user: b                | user: b.*                    | a-z",
        "label: 乙              | lable: 乙                    | 'lable' is not known",
      })
  void refuses_a_user_that_means_nothing(String from, String to, String fault) {
    assertInvalid(ROLES, USERS.replace(from.strip(), to.strip()), fault);
  }

  private void assertInvalid(String roles, String users, String fault) {
    assertThatThrownBy(() -> read(roles, users))
        .isInstanceOfSatisfying(
            MujunException.class, e -> assertThat(e.code()).isEqualTo("ACCESS_INVALID"))
        .hasMessageContaining(fault);
  }

  private AccessPolicy read(String roles, String users) throws IOException {
    Files.writeString(directory.resolve("roles.yaml"), roles);
    Files.writeString(directory.resolve("users.yaml"), users);
    return AccessPolicy.read(directory, WAREHOUSE.zones());
  }
}
