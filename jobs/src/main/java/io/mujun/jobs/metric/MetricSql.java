package io.mujun.jobs.metric;

import io.mujun.jobs.sql.Sql;
import io.mujun.warehouse.Contracts;
import io.mujun.warehouse.metric.Measure;
import io.mujun.warehouse.metric.MetricView;
import io.mujun.warehouse.metric.expression.Expression;
import io.mujun.warehouse.metric.expression.SparkSql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The query of one metric view's own measures over a spine of scopes and months: {@code scope,
 * period, metric, numerator, denominator, base_value, bound, reason}, all in base units.
 *
 * <p>Aggregates may name the columns of the source, and {@code month_end}: the month's last day, or
 * the day as at which figures are computed where that is earlier. {@code expr} may name {@code
 * numerator}, {@code denominator} (NULL where it is 0), {@code period} and {@code month_end}.
 *
 * <p>Where no row falls into the window, a ratio has no value, nor has a measure that declares a
 * {@code null_reason}, nor one of the window month: a gap is not carried forward. Any other plain
 * measure is 0, provided a zone of the scope has any row in the source; else it is not reported.
 *
 * <p>Where the view declares {@code statements}, they say what a missing row means ({@link
 * Reporting}).
 */
final class MetricSql {
  /** Ending of the helper that holds a composed measure's own numerator. */
  static final String NUMERATOR_PART = ":numerator";

  /** Ending of the helper that holds a composed measure's own denominator. */
  static final String DENOMINATOR_PART = ":denominator";

  /** Why a month has no figure of which nothing was told. */
  private static final String SILENT = "not_reported";

  /** Why a month has no ratio of which it was told that there is nothing. */
  private static final String NONE_STATED = "none_stated";

  private final MetricView view;
  private final Reporting reporting;
  private final Spine spine;
  private final List<AggregateSql> aggregates = new ArrayList<>();

  /** What says that a zone reports, so that what it does not name is 0. */
  enum Reporting {
    /** Its first row in the source. */
    FACTS,
    /** Its first row, or its first statement where that has none. */
    STATEMENTS,
    /** A statement of just the month: without one a month is not 0, whatever others say. */
    MONTHLY_STATEMENTS;

    /** The column of a statement's month. */
    private static final String MONTH = "period";

    /** What says it of a view's source; a scope without a month says all of a zone. */
    static Reporting of(MetricView view, Contracts contracts) {
      if (view.statements() == null) {
        return FACTS;
      }
      return contracts.table(view.statements()).statementScope().contains(MONTH)
          ? MONTHLY_STATEMENTS
          : STATEMENTS;
    }
  }

  MetricSql(MetricView view, Reporting reporting, Spine spine, List<Measure> measures) {
    this.view = view;
    this.reporting = reporting;
    this.spine = spine;
    for (Measure measure : measures) {
      if (isComposed(measure)) {
        addPart(measure, measure.numerator(), measure.numeratorBound(), NUMERATOR_PART);
        addPart(measure, measure.denominator(), measure.denominatorBound(), DENOMINATOR_PART);
      } else {
        aggregates.add(
            new AggregateSql(
                measure.name(),
                prefix(),
                measure.numerator(),
                measure.denominator(),
                measure.expression(),
                measure.numeratorBound(),
                measure.denominatorBound(),
                measure.nullReason(),
                absence(measure.denominator(), measure.nullReason())));
      }
    }
  }

  /** Whether a measure takes others. */
  static boolean isComposed(Measure measure) {
    return !measure.metrics().isEmpty();
  }

  /** Whether an expression is made of other measures. */
  static boolean takesOthers(Expression expression) {
    return !expression.metrics().isEmpty();
  }

  /** Whether no measure aggregates the view's source. */
  boolean isEmpty() {
    return aggregates.isEmpty();
  }

  /** Name of the view of the source's rows, before the filter. */
  String factsView() {
    return "metric_facts_" + view.name();
  }

  /** Name of the view of the statements in force, with the columns that facts have. */
  String statedView() {
    return "metric_stated_" + view.name();
  }

  /** Views that say of which years a zone has figures. */
  List<String> dated() {
    return reporting == Reporting.FACTS ? List.of(factsView()) : List.of(factsView(), statedView());
  }

  /**
   * The statements in force on {@code :as_at}: their zone, month and completeness.
   *
   * @param statements the table that says which statements hold
   */
  String stated(String statements) {
    return """
        select
          zone_code as fact_zone_code,
          coalesce(period, received_on) as fact_time,
          completeness as fact_completeness
        from (
          select
            *,
            row_number() over (
              partition by scope order by received_on desc, sequence desc
            ) as before_the_last
          from %s
          where table_name = %s and received_on <= :as_at
        )
        where before_the_last = 1 and batch_id is not null
        """
        .formatted(statements, Sql.text(view.statements()));
  }

  /**
   * The source's rows with their zone and time, and the completeness of their statement.
   *
   * @param source the view's source as a query, its tables' names resolved
   * @param completeness expression of it
   */
  String facts(String source, String completeness) {
    return """
        select
          source.*,
          cast(%s as string) as fact_zone_code,
          cast(%s as date) as fact_time,
          cast(%s as string) as fact_completeness
        from (
        %s
        ) as source
        """
        .formatted(
            SparkSql.print(view.zone()), SparkSql.print(view.time()), completeness, source.strip());
  }

  /** The query; reads the spine and {@link #factsView}. */
  String query() {
    List<MeasureSql> measures = aggregates.stream().map(AggregateSql::measure).toList();
    return """
        with measured as (
          select
            spine.spine_scope,
            spine.spine_period,
            %14$s as is_partial,
            %1$s
          from (select * from %2$s where true%3$s) as facts
          inner join %4$s as spine
            on facts.fact_zone_code = spine.spine_zone_code and %5$s
          group by spine.spine_scope, spine.spine_period
        ),
        %10$s
        filled as (
          select
            spine.spine_scope as scope,
            spine.spine_period as period,
            spine.month_end,
            %12$s
            case
              when measured.spine_scope is null then %15$s
              when measured.is_partial then 'at_least'
              else 'exact'
            end as %16$s,
            %6$s
          from %13$s as spine
          left join measured
            on
              spine.spine_scope = measured.spine_scope
              and spine.spine_period = measured.spine_period
          %11$s
        ),
        valued as (
          select *%7$s
          from filled
        )
        select
          scope,
          period,
          stack(
            %8$d,
            %9$s
          ) as (metric, numerator, denominator, base_value, bound, reason)
        from valued
        """
        .formatted(
            Sql.each(aggregates, (aggregate, index) -> aggregate.measured()),
            factsView(),
            view.filter() == null ? "" : " and (" + SparkSql.print(view.filter()) + ")",
            spine.zones(),
            window(),
            Sql.each(aggregates, (aggregate, index) -> aggregate.filled(boundWhereAbsent())),
            MeasureSql.valueColumns(measures),
            aggregates.size(),
            Sql.each(measures, (measure, index) -> measure.row(reason(measure))),
            needsReporting() ? reported() : "",
            needsReporting()
                ? "left join reporting on spine.spine_scope = reporting.spine_scope"
                    + " and spine.spine_period = reporting.spine_period"
                : "",
            reporting == Reporting.MONTHLY_STATEMENTS
                ? "reporting.spine_scope is null as silent, reporting.stated_completeness,"
                : "",
            spine.months(),
            AggregateSql.IS_PARTIAL,
            boundWhereAbsent(),
            AggregateSql.STATED_BOUND);
  }

  /**
   * The months of which a zone of the scope reports: what lies before a zone's first year is
   * missing, not zero. The scope's statements hold in part where one does, and those of a month say
   * that there is nothing where all do.
   */
  private String reported() {
    return reporting == Reporting.MONTHLY_STATEMENTS
        ? """
          reporting as (
            select
              spine.spine_scope,
              spine.spine_period,
              case
                when count_if(stated.fact_completeness = 'partial') > 0 then 'partial'
                when count_if(stated.fact_completeness = 'empty') = count(*) then 'empty'
                else 'whole'
              end as stated_completeness
            from %s as stated
            inner join %s as spine
              on
                stated.fact_zone_code = spine.spine_zone_code
                and trunc(stated.fact_time, 'MM') = spine.spine_period
            group by spine.spine_scope, spine.spine_period
          ),"""
            .formatted(statedView(), spine.zones())
        : """
          reporting as (
            select
              spine.spine_scope,
              spine.spine_period,
              if(bool_or(since.is_partial), 'partial', 'whole') as stated_completeness
            from (
              select
                fact_zone_code,
                trunc(min(fact_time), 'YEAR') as reporting_since,
                coalesce(bool_or(fact_completeness = 'partial'), false) as is_partial
              from (%s)
              group by fact_zone_code
            ) as since
            inner join %s as spine
              on
                since.fact_zone_code = spine.spine_zone_code
                and spine.spine_period >= since.reporting_since
            group by spine.spine_scope, spine.spine_period
          ),"""
            .formatted(
                dated().stream()
                    .map("select fact_zone_code, fact_time, fact_completeness from %s"::formatted)
                    .collect(Collectors.joining(" union all ")),
                spine.zones());
  }

  private String reason(MeasureSql measure) {
    return reporting == Reporting.MONTHLY_STATEMENTS
        ? "case when silent then %s when stated_completeness = 'empty' then %s else %s end"
            .formatted(Sql.text(SILENT), Sql.text(NONE_STATED), measure.ownReason())
        : measure.ownReason();
  }

  /** How exact a figure is of which there is no row. */
  private String boundWhereAbsent() {
    return needsReporting()
        ? "if(reporting.stated_completeness = 'partial', 'at_least', 'exact')"
        : BoundSql.EXACT;
  }

  private boolean needsReporting() {
    return reporting == Reporting.MONTHLY_STATEMENTS
        || aggregates.stream()
            .anyMatch(aggregate -> aggregate.absence() == AggregateSql.Absence.ZERO);
  }

  private AggregateSql.Absence absence(Expression denominator, String nullReason) {
    boolean isZero =
        denominator == null
            && (reporting == Reporting.MONTHLY_STATEMENTS
                || (nullReason == null && view.window() != MetricView.Window.MONTH));
    return isZero ? AggregateSql.Absence.ZERO : AggregateSql.Absence.MISSING;
  }

  private String window() {
    String year = "year(facts.fact_time) = year(spine.spine_period)";
    String until = "facts.fact_time <= spine.month_end";
    return switch (view.window()) {
      case CUMULATIVE -> until;
      case YEAR_TO_DATE -> year + " and " + until;
      case MONTH -> "trunc(facts.fact_time, 'MM') = spine.spine_period and " + until;
      case YEAR -> year;
    };
  }

  private void addPart(Measure measure, Expression expression, Expression bound, String part) {
    if (expression != null && !takesOthers(expression)) {
      aggregates.add(
          new AggregateSql(
              measure.name() + part,
              prefix(),
              expression,
              null,
              null,
              bound,
              null,
              measure.nullReason(),
              absence(null, measure.nullReason())));
    }
  }

  private String prefix() {
    return "m" + aggregates.size();
  }
}
