package io.mujun.dashboards.bulletin;

import java.time.LocalDate;
import java.util.List;

/**
 * All that a bulletin says, ready to print.
 *
 * @param title heading
 * @param week the week reported
 * @param period first day of the month that the figures are for
 * @param publication number of the publication that it quotes
 * @param asAt day as known on which the figures were computed
 * @param note a remark under the heading, or empty
 * @param scope what the headlines are about: the widest scope that the reader sees; may be empty
 * @param headlines figures of that scope
 * @param columns headings of the ranking's figures
 * @param ranking zones, best first
 * @param behind projects behind schedule, worst first
 * @param overdue approval cases past their due day, longest first
 * @param previous number of the publication compared with, or null where there is none
 * @param changes figures of zones that differ from it
 * @param restatements what counties restated since then
 * @param definitions what each metric means
 */
public record Bulletin(
    String title,
    Week week,
    LocalDate period,
    String publication,
    LocalDate asAt,
    String note,
    String scope,
    List<Headline> headlines,
    List<Headline> columns,
    List<RankedZone> ranking,
    List<BehindProject> behind,
    List<OverdueCase> overdue,
    String previous,
    List<Change> changes,
    List<Restatement> restatements,
    List<Definition> definitions) {

  /** A figure with its name, its target and how many zones it covers. */
  public record Headline(String name, Figure figure, String target, String coverage) {}

  /**
   * A zone in the ranking.
   *
   * @param completion annual completion, as the chart writes it
   * @param completed the same in percent, for the length of its bar; null where there is none
   * @param scheduled scheduled progress in percent, for the chart
   */
  public record RankedZone(
      int rank,
      String zone,
      String city,
      List<Figure> figures,
      String light,
      Figure completion,
      Double completed,
      double scheduled) {}

  /** A project whose investment is behind the schedule. */
  public record BehindProject(
      String zone,
      String project,
      String plan,
      String done,
      String completion,
      String deviation,
      String light,
      String unit,
      String issue) {}

  /** A case that is open past its due day. */
  public record OverdueCase(
      String zone, String project, String item, LocalDate accepted, LocalDate due, int workdays) {}

  /** A zone's figure before and after. */
  public record Change(String zone, String name, Figure before, Figure after) {}

  /** A project's figure that a county restated, added or withdrew. */
  public record Restatement(
      String kind, String zone, LocalDate period, String project, String before, String after) {}

  /**
   * What a metric means.
   *
   * @param version since when its series is computed so; empty where that was always so
   */
  public record Definition(
      String metric, String name, String unit, String comment, String version) {}
}
