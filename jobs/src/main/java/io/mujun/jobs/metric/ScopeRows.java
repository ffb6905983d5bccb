package io.mujun.jobs.metric;

import io.mujun.warehouse.scope.Scope;
import io.mujun.warehouse.scope.ScopeMember;
import io.mujun.warehouse.scope.Scopes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Scopes as rows of {@code dim.scope} and {@code dim.scope_member}, as texts. */
public final class ScopeRows {
  private ScopeRows() {}

  public static List<Map<String, String>> scopes(Scopes scopes) {
    return scopes.all().stream()
        .map(
            scope -> {
              Map<String, String> row = key(scope);
              row.put("scope_name", scope.name());
              row.put("scope_rank", String.valueOf(scope.kind().rank()));
              return row;
            })
        .toList();
  }

  public static List<Map<String, String>> members(Scopes scopes) {
    return scopes.members().stream().map(ScopeRows::member).toList();
  }

  private static Map<String, String> member(ScopeMember member) {
    Map<String, String> row = key(member.scope());
    row.put("zone_code", member.zoneCode());
    row.put("valid_from", member.validFrom().toString());
    row.put("valid_to", member.validTo() == null ? null : member.validTo().toString());
    return row;
  }

  private static Map<String, String> key(Scope scope) {
    Map<String, String> row = new LinkedHashMap<>();
    row.put("scope_kind", scope.kind().code());
    row.put("scope_code", scope.code());
    return row;
  }
}
