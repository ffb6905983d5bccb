-- The parts of each zone's composite score, from the published figures of its months: a metric is
-- placed between its floor and its target; the weights of what does not apply or cannot be rated go
-- to the others of its group, those of what was not reported to none: it counts 0 below and 1
-- above. Groups of which nothing applies drop out, and the rest makes up 100.
with
figure as (
  select *
  from ads.metric_value
  where scope_kind = 'zone'
),

-- What the limits of the rules need of the month, beside the metric that they limit.
month as (
  select
    zone_code,
    period,
    max(if(metric = 'statistics_entry_rate', value, null)) as entry_rate,
    max(if(metric = 'planned_investment', numerator, null)) as planned,
    max(if(metric = 'planned_investment', bound, null)) as planned_bound,
    max(if(metric = 'investment_target', numerator, null)) as required
  from figure
  group by zone_code, period
),

weighted as (
  select
    month.*,
    scheme.scheme,
    scheme.ledger_cap,
    coalesce(month.entry_rate >= scheme.ledger_cap_entry_rate, false) as is_entered,
    weight.metric,
    weight.metric_group,
    weight.group_name,
    weight.weight,
    weight.floor,
    weight.target,
    weight.target > weight.floor as is_ascending,
    weight.minimum_denominator,
    weight.ledger_based,
    weight.needs_plans,
    row_number() over (
      partition by month.zone_code, month.period, scheme.scheme, weight.metric
      order by weight.zone_class = 'any' asc
    ) as preference
  from month
  inner join dim.scope_member as member
    on
      month.zone_code = member.zone_code
      and member.scope_kind = 'zone_class'
      and month.period >= member.valid_from
      and (member.valid_to is null or month.period <= member.valid_to)
  inner join dim.score_scheme as scheme
    on
      month.period >= scheme.valid_from
      and (scheme.valid_to is null or month.period <= scheme.valid_to)
  inner join dim.score_weight as weight
    on
      scheme.scheme = weight.scheme
      and weight.zone_class in ('any', member.scope_code)
),

rated as (
  select
    weighted.*,
    figure.value,
    figure.bound,
    figure.metric_version,
    case
      when figure.metric is null then 'missing'
      when not figure.applicable then 'not_applicable'
      when figure.value is null and reason.kind = 'none' then 'void'
      when figure.value is null then 'missing'
      when figure.denominator < weighted.minimum_denominator then 'void'
      else 'valued'
    end as state,
    cast(
      least(
        greatest(
          (cast(figure.value as decimal(20, 6)) - weighted.floor)
          / (weighted.target - weighted.floor),
          0
        ),
        1
      ) as decimal(12, 6)
    ) as score
  from weighted
  left join figure
    on
      weighted.zone_code = figure.zone_code
      and weighted.period = figure.period
      and weighted.metric = figure.metric
  left join code_null_reason as reason on figure.null_reason = reason.code
  where weighted.preference = 1
),

-- A bound leaves one side open: at least is from the figure upwards, and for a metric of which less
-- is better from its score downwards.
bounded as (
  select
    *,
    case
      when state = 'missing' then 0
      when state = 'valued' and bound in ('exact', 'about') then score
      when state = 'valued' and (bound = 'at_least') = is_ascending then score
      when state = 'valued' then 0
    end as low,
    case
      when state = 'missing' then 1
      when state = 'valued' and bound in ('exact', 'about') then score
      when state = 'valued' and (bound = 'at_least') = is_ascending then 1
      when state = 'valued' then score
    end as high,
    case
      when state <> 'valued' then null
      when needs_plans and planned < required then 'plans'
      when ledger_based and not is_entered then 'ledger_cap'
    end as limited_by
  from rated
),

limited as (
  select
    *,
    case
      when limited_by = 'plans' then 0
      when limited_by = 'ledger_cap' then least(low, ledger_cap)
      else low
    end as score_low,
    case
      when limited_by = 'plans' and planned_bound <> 'at_least' then 0
      when ledger_based and state = 'valued' and not is_entered then least(high, ledger_cap)
      else high
    end as score_high
  from bounded
),

-- The weight of the group, and of it what applies and what is spread over.
group_weight as (
  select
    zone_code,
    period,
    scheme,
    metric_group,
    cast(sum(weight) as decimal(6, 2)) as group_weight,
    cast(sum(if(state in ('valued', 'missing'), weight, 0)) as decimal(6, 2)) as spread_weight,
    max(state <> 'not_applicable') as is_applicable
  from limited
  group by zone_code, period, scheme, metric_group
),

remaining as (
  select
    *,
    cast(
      sum(if(is_applicable, group_weight, 0)) over (partition by zone_code, period, scheme)
      as decimal(6, 2)
    ) as remaining_weight
  from group_weight
),

spread as (
  select
    limited.*,
    limited.state in ('valued', 'missing') as is_counted,
    limited.weight * remaining.group_weight * 100 as share,
    nullif(remaining.spread_weight * remaining.remaining_weight, 0) as whole
  from limited
  inner join remaining
    on
      limited.zone_code = remaining.zone_code
      and limited.period = remaining.period
      and limited.scheme = remaining.scheme
      and limited.metric_group = remaining.metric_group
)

select
  zone_code,
  period,
  scheme,
  metric,
  metric_group,
  group_name,
  weight,
  state,
  value,
  bound,
  metric_version,
  floor,
  target,
  cast(score_low as decimal(12, 6)) as score_low,
  cast(score_high as decimal(12, 6)) as score_high,
  limited_by,
  if(is_counted, cast(share / whole as decimal(12, 6)), 0) as effective_weight,
  if(is_counted, cast(cast(score_low as decimal(12, 6)) * share / whole as decimal(12, 6)), 0)
    as points_low,
  if(is_counted, cast(cast(score_high as decimal(12, 6)) * share / whole as decimal(12, 6)), 0)
    as points_high
from spread
