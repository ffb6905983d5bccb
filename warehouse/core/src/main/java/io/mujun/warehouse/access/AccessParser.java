package io.mujun.warehouse.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Yaml;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the access files strictly: a name that means nothing would silently grant or hide. */
final class AccessParser {
  private static final String CODE = "ACCESS_INVALID";
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9_]*");
  private static final Pattern TABLE = Pattern.compile("(ods|dim|dwd|ads|ops)\\.[a-z][a-z0-9_]*");
  private static final Set<String> LAYERS = Set.of("ods", "dim", "dwd", "ads", "ops");
  private static final Set<String> ROLE_FIELDS =
      Set.of(
          "role",
          "label",
          "zones",
          "layers",
          "tables",
          "impersonates",
          "personal",
          "metadata",
          "boards");
  private static final Set<String> USER_FIELDS = Set.of("user", "label", "role", "cities", "zones");

  private final Zones zones;

  AccessParser(Zones zones) {
    this.zones = zones;
  }

  List<User> users(Path roleFile, Path userFile) {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (JsonNode node : entries(roleFile, "roles")) {
      Role role = role(node, roleFile);
      require(roles.put(role.name(), role) == null, roleFile, role.name(), "is declared twice");
    }
    for (Role role : roles.values()) {
      requireAmong(role.impersonates(), roles.keySet(), roleFile, role.name());
    }
    Map<String, User> users = new LinkedHashMap<>();
    for (JsonNode node : entries(userFile, "users")) {
      User user = user(node, roles, userFile);
      require(users.put(user.name(), user) == null, userFile, user.name(), "is declared twice");
    }
    return List.copyOf(users.values());
  }

  private static Role role(JsonNode node, Path file) {
    String name = slug(node, "role", file);
    Yaml.requireKnown(node, ROLE_FIELDS, place(file, name), CODE);
    Role role =
        new Role(
            name,
            text(node, "label", file, name),
            choice(Role.Scope.class, node, "zones", file, name),
            texts(node, "layers"),
            texts(node, "tables"),
            texts(node, "impersonates"),
            choice(Role.Personal.class, node, "personal", file, name),
            choice(Role.Metadata.class, node, "metadata", file, name),
            choice(Role.Boards.class, node, "boards", file, name));
    requireAmong(role.layers(), LAYERS, file, name);
    for (String table : role.tables()) {
      require(TABLE.matcher(table).matches(), file, name, "names no table: " + table);
    }
    require(
        role.metadata() == Role.Metadata.HIDDEN
            || (role.scope() == Role.Scope.ALL && role.personal() == Role.Personal.CLEAR),
        file,
        name,
        "may see metadata only with zones: all and personal: clear, for metadata tables tell of"
            + " every row");
    require(
        role.scope() != Role.Scope.NONE || (role.layers().isEmpty() && role.tables().isEmpty()),
        file,
        name,
        "has zones: none, and so no layers or tables");
    return role;
  }

  private User user(JsonNode node, Map<String, Role> roles, Path file) {
    String name = slug(node, "user", file);
    Yaml.requireKnown(node, USER_FIELDS, place(file, name), CODE);
    String roleName = text(node, "role", file, name);
    requireAmong(Set.of(roleName), roles.keySet(), file, name);
    Role role = roles.get(roleName);
    Set<String> cities = texts(node, "cities");
    Set<String> codes = texts(node, "zones");
    require(
        (role.scope() == Role.Scope.CITIES) != cities.isEmpty(),
        file,
        name,
        "has to name cities if, and only if, the role '" + roleName + "' has zones: cities");
    require(
        (role.scope() == Role.Scope.ZONES) != codes.isEmpty(),
        file,
        name,
        "has to name zones if, and only if, the role '" + roleName + "' has zones: zones");
    return new User(
        name,
        text(node, "label", file, name),
        role,
        Stream.concat(
                cities.stream().flatMap(city -> ofCity(city, file, name)),
                codes.stream().map(code -> zone(code, file, name)))
            .map(Zone::code)
            .sorted()
            .distinct()
            .toList());
  }

  private Stream<Zone> ofCity(String city, Path file, String user) {
    List<Zone> found = zones.ofCity(city);
    require(!found.isEmpty(), file, user, "names a city without a zone in zone.csv: " + city);
    return found.stream();
  }

  private Zone zone(String code, Path file, String user) {
    return zones
        .zone(code)
        .orElseThrow(() -> invalid(file, user, "names a zone that zone.csv has not: " + code));
  }

  private static List<JsonNode> entries(Path file, String field) {
    Yaml yaml = Yaml.read(file, CODE);
    Yaml.requireKnown(yaml.node(), Set.of(field), file.toString(), CODE);
    List<JsonNode> entries = new ArrayList<>();
    yaml.node().path(field).forEach(entries::add);
    require(!entries.isEmpty(), file, field, "is empty");
    return entries;
  }

  private static String slug(JsonNode node, String field, Path file) {
    String value = text(node, field, file, field);
    require(SLUG.matcher(value).matches(), file, value, "may hold a-z, 0-9 and _ only");
    return value;
  }

  private static String text(JsonNode node, String field, Path file, String owner) {
    String value = node.path(field).asText("");
    require(!value.isBlank(), file, owner, "lacks '" + field + "'");
    return value;
  }

  private static Set<String> texts(JsonNode node, String field) {
    Set<String> values = new TreeSet<>();
    node.path(field).forEach(value -> values.add(value.asText()));
    return values;
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, JsonNode node, String field, Path file, String owner) {
    String value = text(node, field, file, owner);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    file,
                    owner,
                    "has "
                        + field
                        + ": "
                        + value
                        + ". Known are: "
                        + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))));
  }

  private static void requireAmong(Set<String> names, Set<String> known, Path file, String owner) {
    for (String name : names) {
      require(
          known.contains(name),
          file,
          owner,
          "names '" + name + "'. Known are: " + String.join(", ", new TreeSet<>(known)));
    }
  }

  private static void require(boolean holds, Path file, String owner, String fault) {
    if (!holds) {
      throw invalid(file, owner, fault);
    }
  }

  private static MujunException invalid(Path file, String owner, String fault) {
    return new MujunException(CODE, place(file, owner) + " " + fault + ".");
  }

  private static String place(Path file, String owner) {
    return file + ": '" + owner + "'";
  }
}
