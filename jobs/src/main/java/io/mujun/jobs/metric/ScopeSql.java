package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.Bound;
import io.mujun.warehouse.metric.Additivity;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import io.mujun.warehouse.scope.Scope;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The query of scopes wider than a zone, from their zones' figures: a sum is the sum of its zones',
 * a ratio that of their numerators over that of their denominators, both over the zones that have a
 * value. What does not add up (medians, counts of distinct values) is taken as computed from the
 * scope's own facts; how many zones it covers is counted all the same.
 *
 * <p>Where a zone should have a figure and it is not known, a sum is no more than at least, and any
 * other figure about. A zone that has nothing to tell (no target, no case due) takes nothing away.
 */
final class ScopeSql {
  private final Metrics metrics;
  private final Set<String> missing;

  /**
   * @param missing the reasons that say that a figure is there but not known
   */
  ScopeSql(Metrics metrics, Set<String> missing) {
    this.metrics = metrics;
    this.missing = missing;
  }

  /** Measures of which a scope's figure follows from its zones'. */
  Predicate<Measure> additive() {
    return measure -> Additivity.addsUp(measure, metrics);
  }

  /**
   * The query: {@code scope, period, metric, scope_kind, scope_code, zone_code, numerator,
   * denominator, base_value, bound, reason, applicable, covered_zones, applicable_zones}.
   *
   * @param zones relation of all zones' rows of {@code ads.metric_value}
   * @param direct relation of the measures that do not add up, as {@link MetricSql} gives them, by
   *     scope; null where there are none
   */
  String query(String zones, String direct) {
    return """
        with placed as (
          select
            member.member_scope as scope,
            member.scope_kind,
            member.scope_code,
            figure.*
          from (
            select
              period, metric, numerator, denominator, bound, null_reason, applicable,
              zone_code as figure_zone_code,
              value is not null as has_value,
              least(last_day(period), :as_at) as month_end
            from %1$s
          ) as figure
          inner join %2$s as member
            on
              figure.figure_zone_code = member.member_zone_code
              and figure.month_end >= member.valid_from
              and (member.valid_to is null or figure.month_end <= member.valid_to)
          inner join %14$s as wanted
            on member.member_scope = wanted.spine_scope and figure.period = wanted.spine_period
        ),
        counted as (
          select
            scope, period, metric, scope_kind, scope_code, month_end,
            cast(sum(numerator) filter (where has_value) as %3$s) as sum_numerator,
            cast(sum(denominator) filter (where has_value) as %3$s) as sum_denominator,
            cast(count_if(has_value) as int) as covered_zones,
            cast(count_if(applicable) as int) as applicable_zones,
            count_if(null_reason in (%4$s)) > 0 as is_partial,
            coalesce(
              min(null_reason) filter (where null_reason in (%4$s)), min(null_reason)
            ) as zones_reason,
            %12$s as zones_bound
          from placed
          group by scope, period, metric, scope_kind, scope_code, month_end
        ),
        valued as (
          select
            counted.*,
            %5$s as numerator,
            %6$s as denominator,
            %7$s as own_value,
            %8$s as own_bound,
            %9$s as own_reason,
            %10$s as is_sum
          from counted
          %11$s
        )
        select
          scope, period, metric, scope_kind, scope_code,
          %13$s as zone_code,
          numerator,
          denominator,
          own_value as base_value,
          case
            when own_value is null then 'exact'
            when not is_partial then own_bound
            when is_sum and own_bound in ('exact', 'at_least') then 'at_least'
            else 'about'
          end as bound,
          if(own_value is null, coalesce(own_reason, 'not_reported'), null) as reason,
          applicable_zones > 0 as applicable,
          covered_zones,
          applicable_zones
        from valued
        """
        .formatted(
            zones,
            SpineViews.MEMBERS,
            MeasureSql.COUNTED,
            missing.stream().sorted().map(Sql::text).collect(Collectors.joining(", ")),
            of(direct, "direct.numerator", "sum_numerator"),
            of(direct, "direct.denominator", "sum_denominator"),
            of(direct, "direct.base_value", value()),
            of(direct, "direct.bound", "zones_bound"),
            direct == null ? "zones_reason" : "coalesce(zones_reason, direct.reason)",
            sums(),
            direct == null
                ? ""
                : "left join (select scope as direct_scope, period as direct_period,"
                    + " metric as direct_metric, numerator, denominator, base_value, bound, reason"
                    + " from "
                    + direct
                    + ") as direct on scope = direct_scope and period = direct_period"
                    + " and metric = direct_metric",
            BoundSql.combined(
                anyZone(Bound.ABOUT), anyZone(Bound.AT_LEAST), anyZone(Bound.AT_MOST)),
            Sql.text(Scope.NO_ZONE),
            Spine.SCOPES.months());
  }

  private static String anyZone(Bound bound) {
    return "count_if(has_value and bound = %s) > 0".formatted(Sql.text(bound.code()));
  }

  private String of(String direct, String own, String fromZones) {
    List<Measure> others = metrics.measures().stream().filter(additive().negate()).toList();
    return direct == null || others.isEmpty()
        ? fromZones
        : "if(metric in (%s), %s, %s)".formatted(names(others), own, fromZones);
  }

  /** The value of what adds up, by the declared expression where there is one. */
  private String value() {
    String declared =
        metrics.measures().stream()
            .filter(additive())
            .filter(measure -> measure.expression() != null)
            .map(
                measure ->
                    "when %s then cast(%s as %s)"
                        .formatted(
                            Sql.text(measure.name()),
                            MeasureSql.formula(
                                measure.expression(),
                                MeasureSql.shape(measure.denominator()),
                                "sum"),
                            MeasureSql.BASE_VALUE))
            .collect(Collectors.joining("\n"));
    String usual =
        "cast(if(sum_denominator is null, sum_numerator, %s) as %s)"
            .formatted(
                MeasureSql.formula(null, MeasureSql.Shape.RATIO, "sum"), MeasureSql.BASE_VALUE);
    return declared.isEmpty() ? usual : "case metric\n%s\nelse %s end".formatted(declared, usual);
  }

  /** Whether a figure only grows with what is added to it. */
  private String sums() {
    List<Measure> sums =
        metrics.measures().stream()
            .filter(measure -> !measure.isRatio() && measure.expression() == null)
            .toList();
    return sums.isEmpty() ? "false" : "metric in (%s)".formatted(names(sums));
  }

  private static String names(List<Measure> measures) {
    return measures.stream()
        .map(measure -> Sql.text(measure.name()))
        .collect(Collectors.joining(", "));
  }
}
