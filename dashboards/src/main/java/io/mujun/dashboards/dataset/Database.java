package io.mujun.dashboards.dataset;

import java.util.LinkedHashMap;
import java.util.Map;

/** The one connection of all datasets: Trino, asked in the name of the user who looks. */
public final class Database {
  static final String CATALOG = "mujun";
  public static final String FILE = "databases/mujun.yaml";

  private Database() {}

  public static String uuid() {
    return Uuids.of("database", "mujun").toString();
  }

  /** Address and certificate are given at import: they are this machine's. */
  public static Map<String, Object> asset() {
    Map<String, Object> asset = new LinkedHashMap<>();
    asset.put("database_name", "亩均");
    asset.put("sqlalchemy_uri", "trino://superset:XXXXXXXXXX@localhost:8443/" + CATALOG);
    asset.put("cache_timeout", null);
    asset.put("expose_in_sqllab", true);
    asset.put("allow_run_async", false);
    asset.put("allow_ctas", false);
    asset.put("allow_cvas", false);
    asset.put("allow_dml", false);
    asset.put("allow_csv_upload", false);
    asset.put("impersonate_user", true);
    asset.put(
        "extra",
        Map.of(
            "allows_virtual_table_explore",
            true,
            "engine_params",
            Map.of("connect_args", Map.of("http_scheme", "https"))));
    asset.put("uuid", uuid());
    asset.put("is_managed_externally", true);
    asset.put("version", "1.0.0");
    return asset;
  }
}
