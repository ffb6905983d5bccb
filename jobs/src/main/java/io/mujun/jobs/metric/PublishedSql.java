package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.code.Unit;
import io.mujun.warehouse.code.Units;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.Metrics;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** The columns of {@code ads.metric_value} of figures in base units, in each metric's own unit. */
final class PublishedSql {
  private final Metrics metrics;
  private final Units units;

  PublishedSql(Metrics metrics, Units units) {
    this.metrics = metrics;
    this.units = units;
  }

  /**
   * Zones' own figures, each a scope of one zone to which a metric applies by its class.
   *
   * @param known relation as {@link MetricSql} gives it over {@link Spine#ZONES}
   */
  String ofZones(String known) {
    return of(
        """
        select
          known.*,
          'zone' as scope_kind,
          known.scope as scope_code,
          known.scope as zone_code,
          declared.classes is null
          or array_contains(declared.classes, spine.spine_zone_class) as applicable,
          cast(null as int) as covered_zones,
          cast(null as int) as applicable_zones
        from %s as known
        inner join %s as spine
          on known.scope = spine.spine_scope and known.period = spine.spine_period
        inner join declared on known.metric = declared.declared_metric
        """
            .formatted(known, Spine.ZONES.months()));
  }

  /** The query, without {@code publication_id}; of figures as {@link ScopeSql} gives them. */
  String of(String figures) {
    String declared =
        metrics.measures().stream().map(this::declared).collect(Collectors.joining(",\n"));
    return """
        with declared as (
          select *
          from values
        %2$s
          as declaration (
            declared_metric, unit, factor_numerator, factor_denominator, classes, judgements,
            direction, metric_version
          )
        ),
        figures as (
        %1$s
        ),
        valued as (
          select
            figures.*,
            declared.*,
            cast(
              if(applicable, base_value * factor_denominator / factor_numerator, null)
              as decimal(38,6)
            ) as value,
            %3$s as judgement
          from figures
          inner join declared on figures.metric = declared.declared_metric
        )
        select
          scope_kind,
          scope_code,
          zone_code,
          metric,
          period,
          value,
          cast(if(applicable, numerator, null) as decimal(38,6)) as numerator,
          cast(if(applicable, denominator, null) as decimal(38,6)) as denominator,
          unit,
          if(applicable, bound, 'exact') as bound,
          if(applicable, reason, null) as null_reason,
          applicable,
          coalesce(covered_zones, if(value is null, 0, 1)) as covered_zones,
          coalesce(applicable_zones, if(applicable, 1, 0)) as applicable_zones,
          judgement.target,
          %4$s as light,
          metric_version
        from valued
        """
        .formatted(
            figures,
            declared,
            JudgementSql.holding("declared.judgements", "figures.period"),
            JudgementSql.light("value", "judgement", "direction"));
  }

  private String declared(Measure measure) {
    Unit unit = units.unit(measure.unit(), measure.name());
    String classes =
        measure.applicableClasses().isEmpty()
            ? "cast(null as array<string>)"
            : measure.applicableClasses().stream()
                .map(Sql::text)
                .collect(Collectors.joining(", ", "array(", ")"));
    return "(%s, %s, %s, %s, %s, %s, %s, %s)"
        .formatted(
            Sql.text(measure.name()),
            Sql.text(unit.label()),
            factor(unit.numerator()),
            factor(unit.denominator()),
            classes,
            JudgementSql.declared(measure.judgements()),
            JudgementSql.direction(measure),
            Sql.text(MetricRows.version(metrics, measure)));
  }

  /** Whole, so that Spark rounds a value in its unit once: a product with it stays exact. */
  private static String factor(BigDecimal factor) {
    return "cast(%s as decimal(9,0))".formatted(factor.toBigIntegerExact());
  }
}
