package io.mujun.warehouse.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mujun.warehouse.Contract;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.MujunException;
import io.mujun.warehouse.Property;
import io.mujun.warehouse.scope.Scope;
import io.mujun.warehouse.scope.Scopes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rules of Trino's file-based access control, from the access policy and the contracts.
 *
 * <p>Trino takes the first rule that matches, and refuses what none matches. Tables are matched by
 * their exact names, so that a rule for {@code t} says nothing of {@code t$files}. Whatever reads
 * tables past their row filters (metadata tables, table functions, procedures) is kept from all but
 * those who may see every row.
 *
 * <p>Who reads numbers may ask the views that take numbers apart. These are asked with the rights
 * of whoever asks: each table below is read with its own rule for them, or refused.
 */
public final class TrinoRules {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String NUMBERS = "ads.metric_value";
  private static final String ZONE = "zone_code";
  private static final String SCOPE = "scope_kind";
  private static final String SCOPE_CODE = "scope_code";
  private static final List<String> SELECT = List.of("SELECT");

  private final String catalog;
  private final AccessPolicy policy;
  private final Contracts contracts;
  private final Scopes scopes;

  /**
   * @param catalog name of the Iceberg catalog in Trino
   * @param policy who may see what
   * @param contracts the tables
   * @param scopes the zones of each scope
   */
  public TrinoRules(String catalog, AccessPolicy policy, Contracts contracts, Scopes scopes) {
    this.catalog = catalog;
    this.policy = policy;
    this.contracts = contracts;
    this.scopes = scopes;
  }

  /**
   * The rules as JSON, the same text for the same declarations.
   *
   * @throws MujunException {@code ACCESS_INVALID} where a role names a table without a contract
   */
  public String json() {
    requireTables();
    String everybody = names(user -> true);
    String overseers = names(TrinoRules::seesMetadata);
    Map<String, Object> rules = new LinkedHashMap<>();
    rules.put(
        "catalogs",
        List.of(
            rule("user", everybody, "catalog", catalog + "|system", "allow", "read-only"),
            rule("allow", "none")));
    rules.put("schemas", List.of(Map.of("owner", false)));
    rules.put("tables", tables(everybody, overseers));
    rules.put("functions", List.of());
    rules.put("procedures", List.of());
    rules.put("authorization", List.of());
    rules.put("catalog_session_properties", List.of(Map.of("allow", false)));
    rules.put(
        "queries",
        List.of(
            rule("user", overseers, "allow", List.of("execute", "kill", "view")),
            rule("user", everybody, "allow", List.of("execute")),
            rule("allow", List.of())));
    rules.put("system_information", List.of(rule("user", overseers, "allow", List.of("read"))));
    rules.put("impersonation", impersonation());
    try {
      return JSON.writeValueAsString(rules) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private List<Map<String, Object>> tables(String everybody, String overseers) {
    List<Map<String, Object>> rules = new ArrayList<>();
    contracts.all().forEach(table -> rules.addAll(rules(table)));
    policy.users().stream()
        .filter(user -> user.role().reads(contracts.table(NUMBERS)))
        .map(User::name)
        .reduce((some, other) -> some + "|" + other)
        .ifPresent(users -> rules.add(table(users, catalog, Contracts.TRACE, "[a-z0-9_]+")));
    for (User user : policy.users().stream().filter(TrinoRules::seesMetadata).toList()) {
      String layers = String.join("|", new TreeSet<>(user.role().layers()));
      rules.add(table(user.name(), catalog, layers, "[a-z0-9_]+\\$[a-z_]+"));
    }
    rules.add(table(everybody, "system", "jdbc", ".*"));
    rules.add(table(everybody, "system", "metadata", "table_comments"));
    rules.add(table(overseers, "system", "metadata|runtime", ".*"));
    return rules;
  }

  /** One rule for all users to whom the table looks the same. */
  private List<Map<String, Object>> rules(Contract table) {
    Map<View, List<String>> readers = new LinkedHashMap<>();
    for (User user : policy.users()) {
      if (user.role().reads(table)) {
        readers.computeIfAbsent(view(user, table), view -> new ArrayList<>()).add(user.name());
      }
    }
    List<Map<String, Object>> rules = new ArrayList<>();
    readers.forEach(
        (view, users) -> {
          Map<String, Object> rule =
              table(String.join("|", users), catalog, table.layer(), table.name());
          if (!view.filter().isEmpty()) {
            rule.put("filter", view.filter());
          }
          if (!view.masks().isEmpty()) {
            rule.put("columns", view.masks());
          }
          rules.add(rule);
        });
    return rules;
  }

  private View view(User user, Contract table) {
    return new View(
        user.role().scope() == Role.Scope.ALL ? "" : filter(user.zones(), table),
        user.role().personal() == Role.Personal.CLEAR
            ? List.of()
            : table.properties().stream()
                .filter(Property::isPersonal)
                .map(column -> rule("name", column.name(), "mask", ColumnMask.expression(column)))
                .toList());
  }

  /** Rows of the reader's zones, and of scopes that these zones make up by themselves. */
  private String filter(List<String> zones, Contract table) {
    List<String> conditions = new ArrayList<>();
    boolean isScoped = table.property(SCOPE).isPresent();
    if (table.property(ZONE).isPresent()) {
      conditions.add(in(ZONE, isScoped ? orSeveral(zones) : zones));
    }
    if (isScoped) {
      conditions.add(
          in(
              SCOPE + " || ':' || " + SCOPE_CODE,
              scopes.within(zones).stream().map(Scope::key).toList()));
    }
    return String.join(" and ", conditions);
  }

  private static List<String> orSeveral(List<String> zones) {
    return Stream.concat(zones.stream(), Stream.of(Scope.NO_ZONE)).toList();
  }

  private static String in(String expression, List<String> values) {
    return values.stream()
        .map(value -> "'" + value + "'")
        .collect(Collectors.joining(", ", expression + " in (", ")"));
  }

  private List<Map<String, Object>> impersonation() {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (User service : policy.users()) {
      List<User> others = policy.impersonatedBy(service);
      if (!others.isEmpty()) {
        rules.add(
            rule(
                "original_user",
                service.name(),
                "new_user",
                others.stream().map(User::name).collect(Collectors.joining("|")),
                "allow",
                true));
      }
    }
    rules.add(rule("original_user", ".*", "new_user", ".*", "allow", false));
    return rules;
  }

  private void requireTables() {
    Set<String> missing = new TreeSet<>();
    policy.users().forEach(user -> missing.addAll(user.role().tables()));
    missing.removeIf(contracts::contains);
    if (!missing.isEmpty()) {
      throw new MujunException(
          "ACCESS_INVALID",
          "warehouse/access/roles.yaml names tables without a contract: "
              + String.join(", ", missing)
              + ".");
    }
  }

  /** A pattern of the users' names; where there is none, one that matches no name. */
  private String names(Predicate<User> which) {
    String names =
        policy.users().stream().filter(which).map(User::name).collect(Collectors.joining("|"));
    return names.isEmpty() ? "(?!)" : names;
  }

  private static boolean seesMetadata(User user) {
    return user.role().metadata() == Role.Metadata.VISIBLE;
  }

  private static Map<String, Object> table(
      String users, String catalog, String schema, String table) {
    return rule(
        "user", users, "catalog", catalog, "schema", schema, "table", table, "privileges", SELECT);
  }

  private static Map<String, Object> rule(Object... entries) {
    Map<String, Object> rule = new LinkedHashMap<>();
    for (int index = 0; index < entries.length; index += 2) {
      rule.put((String) entries[index], entries[index + 1]);
    }
    return rule;
  }

  private record View(String filter, List<Map<String, Object>> masks) {}
}
