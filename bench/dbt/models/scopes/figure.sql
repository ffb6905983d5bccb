-- All figures, as they are published.
with
gathered as (
  select
    seen.scope_kind,
    seen.scope_code,
    seen.metric,
    seen.period,
    seen.formula,
    sum(seen.numerator) filter (where seen.has_value) as sum_numerator,
    sum(seen.denominator) filter (where seen.has_value) as sum_denominator,
    any_value(seen.numerator) as any_numerator,
    any_value(seen.denominator) as any_denominator,
    count(*) filter (where seen.has_value) as covered_zones,
    count(*) filter (where seen.applicable) as applicable_zones,
    -- why not: what is not known before what there is not
    coalesce(
      min(seen.reason) filter (where why.kind = 'missing'), min(seen.reason)
    ) as reason,
    count(*) filter (where why.kind = 'missing') > 0 as lacks,
    together(
      count(*) filter (where seen.has_value and seen.bound = 'about') > 0,
      count(*) filter (where seen.has_value and seen.bound = 'at_least') > 0,
      count(*) filter (where seen.has_value and seen.bound = 'at_most') > 0
    ) as bound
  from {{ ref('seen') }} as seen
  left join {{ source('codes', 'null_reason') }} as why on seen.reason = why.code
  group by seen.scope_kind, seen.scope_code, seen.metric, seen.period, seen.formula
),

chosen as (
  select
    gathered.*,
    whole_metric.metric is not null as is_whole,
    case
      when gathered.applicable_zones = 0 then null
      when is_whole then whole.numerator
      when gathered.scope_kind = 'zone' then gathered.any_numerator
      else gathered.sum_numerator
    end as numerator,
    case
      when gathered.applicable_zones = 0 then null
      when is_whole then whole.denominator
      when gathered.scope_kind = 'zone' then gathered.any_denominator
      else gathered.sum_denominator
    end as denominator,
    whole.base as whole_base,
    if(is_whole, whole.bound, gathered.bound) as own_bound
  from gathered
  left join {{ ref('whole_metric') }} as whole_metric on gathered.metric = whole_metric.metric
  left join {{ ref('whole') }} as whole
    on
      gathered.metric = whole.metric
      and gathered.scope_kind = whole.scope_kind
      and gathered.scope_code = whole.scope_code
      and gathered.period = whole.period
),

valued as (
  select
    *,
    if(is_whole, whole_base, base_value(formula, numerator, denominator, period)) as base
  from chosen
)

select
  valued.scope_kind,
  valued.scope_code,
  valued.metric,
  valued.period,
  half_up(
    valued.base * unit.factor_denominator::hugeint, unit.factor_numerator::hugeint * 1000000
  ) as value,
  valued.numerator,
  valued.denominator,
  case
    when valued.base is null then 'exact'
    when valued.scope_kind = 'zone' or not valued.lacks then valued.own_bound
    when valued.formula = 'sum' and valued.own_bound in ('exact', 'at_least') then 'at_least'
    else 'about'
  end as bound,
  if(
    valued.base is null and valued.applicable_zones > 0,
    coalesce(valued.reason, 'not_reported'),
    null
  ) as null_reason,
  valued.applicable_zones > 0 as applicable,
  valued.covered_zones,
  valued.applicable_zones
from valued
inner join {{ ref('metric') }} as metric on valued.metric = metric.metric
inner join {{ source('codes', 'unit') }} as unit on metric.unit = unit.code
