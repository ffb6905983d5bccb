package io.mujun.dashboards.chart;

import io.mujun.dashboards.sql.TrinoSql;
import io.mujun.warehouse.Contracts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A published number and the ways from it to its facts, as Trino's SQL over its row. A row with
 * what is no plain name gives none, so that nothing that was written into a table is ever pasted
 * into a shell or asked of a database.
 */
final class NumberWay {
  /** Superset's number of its one database, the first that it was given. */
  private static final int DATABASE = 1;

  private static final String PLAIN =
      """
      case
        when regexp_like(metric || scope_kind || scope_code, '^[a-z0-9_]+$')
          then %s
        else ''
      end""";

  /** The number as it was published, every digit of it, with its bound. */
  static final String FIGURE =
      "coalesce(" + TrinoSql.mark("bound") + " || cast(value as varchar), '—')";

  /** The command that takes it apart. */
  static final String COMMAND =
      PLAIN.formatted(
          """
          './mujun trace ' || metric || ' --scope ' || scope_kind || ':' || scope_code
                || ' --month ' || date_format(period, '%Y-%m')""");

  /** A link that asks for its facts in SQL Lab, with the rights of who follows it. */
  static final String LINK =
      PLAIN.formatted(
          "'<a target=\"_blank\" href=\"/sqllab/?dbid=%d&amp;autorun=true&amp;name=' || metric\n"
                  .formatted(DATABASE)
              + "      || '&amp;sql="
              + encoded("select * from " + Contracts.TRACE + ".")
              + "' || metric || '"
              + encoded("\nwhere scope_kind = '")
              + "' || scope_kind\n      || '"
              + encoded("' and scope_code = '")
              + "' || scope_code || '"
              + encoded("' and period = date '")
              + "' || cast(period as varchar)\n      || '"
              + encoded("'\norder by abs(numerator_share) desc nulls last")
              + "\">查询</a>'");

  private NumberWay() {}

  /** Part of an address, in which a quote is none of SQL. */
  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
