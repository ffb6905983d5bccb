package io.mujun.dashboards.bulletin;

import io.mujun.warehouse.Bound;
import io.mujun.warehouse.code.Zone;
import io.mujun.warehouse.code.Zones;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The bulletin's lists: what is behind, what is overdue, what was restated. */
final class Lists {
  private static final String OVERDUE =
      """
      select c.zone_code, c.project_name, c.item_name, c.accepted_on, c.due_on,
        today.workday_seq - due.workday_seq as workdays
      from dwd.approval_case c
      join dim.date due on due.date = c.due_on
      join dim.date today on today.date = ?
      where c.known_from <= ? and (c.known_to is null or c.known_to > ?)
        and c.accepted_on <= ? and c.status = 'in_progress' and not c.paused and c.due_on < ?
      order by workdays desc, c.case_number
      """;
  private static final String RESTATED =
      """
      with version as (
        select zone_code, period, reference, project_name, ytd_investment, ytd_investment_bound,
          known_from, known_to
        from dwd.investment_month
        where series = 'ledger'
      ),
      said as (select * from version where known_from > ? and known_from <= ?),
      dropped as (select * from version where known_to > ? and known_to <= ?)
      select coalesce(said.zone_code, dropped.zone_code), coalesce(said.period, dropped.period),
        coalesce(said.project_name, dropped.project_name),
        dropped.ytd_investment, dropped.ytd_investment_bound,
        said.ytd_investment, said.ytd_investment_bound,
        said.zone_code is not null, dropped.zone_code is not null
      from said
      full join dropped on said.zone_code = dropped.zone_code and said.period = dropped.period
        and said.reference = dropped.reference
      where (said.zone_code is null or dropped.zone_code is null
          or said.ytd_investment is distinct from dropped.ytd_investment)
        and exists (
          select 1 from version earlier
          where earlier.zone_code = coalesce(said.zone_code, dropped.zone_code)
            and earlier.period = coalesce(said.period, dropped.period)
            and earlier.known_from <= ?)
      order by 1, 2, 3
      """;

  private final Connection connection;
  private final Zones zones;
  private final FigureFormat format;

  Lists(Connection connection, Zones zones, FigureFormat format) {
    this.connection = connection;
    this.zones = zones;
    this.format = format;
  }

  /** Projects behind the schedule in a month, worst first. */
  List<Bulletin.BehindProject> behind(Publication publication, LocalDate period)
      throws SQLException {
    String sql =
        "select zone_code, project_name, annual_plan, annual_plan_bound, ytd_investment,"
            + " ytd_investment_bound, completion_rate, deviation, light, responsible_unit, issue from "
            + publication.table("ads.project_progress")
            + " where period = ? and deviation < 0 order by deviation, zone_code, project_name";
    List<Bulletin.BehindProject> projects = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setDate(1, Date.valueOf(period));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          projects.add(
              new Bulletin.BehindProject(
                  zone(rows.getString(1)),
                  rows.getString(2),
                  format.money(rows.getBigDecimal(3), Bound.ofCode(rows.getString(4))),
                  format.money(rows.getBigDecimal(5), Bound.ofCode(rows.getString(6))),
                  format.percent(rows.getBigDecimal(7)) + "%",
                  format.percent(rows.getBigDecimal(8)),
                  text(rows.getString(9)),
                  text(rows.getString(10)),
                  text(rows.getString(11))));
        }
      }
    }
    return projects;
  }

  /** Cases open past their due day on a day, as known on it, longest first. */
  List<Bulletin.OverdueCase> overdue(LocalDate day) throws SQLException {
    List<Bulletin.OverdueCase> cases = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(OVERDUE)) {
      for (int i = 1; i <= 5; i++) {
        select.setDate(i, Date.valueOf(day));
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          cases.add(
              new Bulletin.OverdueCase(
                  zone(rows.getString(1)),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getDate(4).toLocalDate(),
                  rows.getDate(5).toLocalDate(),
                  rows.getInt(6)));
        }
      }
    }
    return cases;
  }

  /** What ledgers restated, added or withdrew after one day, up to another. */
  List<Bulletin.Restatement> restatements(LocalDate after, LocalDate until) throws SQLException {
    List<Bulletin.Restatement> restatements = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(RESTATED)) {
      Date[] days = {
        Date.valueOf(after),
        Date.valueOf(until),
        Date.valueOf(after),
        Date.valueOf(until),
        Date.valueOf(after)
      };
      for (int i = 0; i < days.length; i++) {
        select.setDate(i + 1, days[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          boolean said = rows.getBoolean(8);
          boolean dropped = rows.getBoolean(9);
          restatements.add(
              new Bulletin.Restatement(
                  said && dropped ? "修正" : said ? "补报" : "撤回",
                  zone(rows.getString(1)),
                  rows.getDate(2).toLocalDate(),
                  rows.getString(3),
                  dropped ? amount(rows.getBigDecimal(4), rows.getString(5)) : "—",
                  said ? amount(rows.getBigDecimal(6), rows.getString(7)) : "—"));
        }
      }
    }
    return restatements;
  }

  private String amount(BigDecimal value, String bound) {
    return format.money(value, Bound.ofCode(bound));
  }

  private String zone(String code) {
    return zones.zone(code).map(Zone::shortName).orElse(code);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
