-- Zones' figures of what adds up.
with
filled as (
  select
    metric.metric,
    metric.formula,
    month.zone_code,
    month.period,
    case
      when part.metric is not null then part.numerator
      when metric.formula = 'sum' and told.topic is not null then 0
    end as numerator,
    part.denominator,
    case
      when part.metric is not null then part.numerator_bound
      when told.completeness = 'partial' then 'at_least'
      else 'exact'
    end as numerator_bound,
    coalesce(part.denominator_bound, 'exact') as denominator_bound,
    case
      when metric.zero_by in ('ledger', 'staff') and told.topic is null then 'not_reported'
      when metric.zero_by in ('ledger', 'staff') and told.completeness = 'empty' then 'none_stated'
      else metric.reason
    end as reason
  from {{ ref('metric') }} as metric
  cross join {{ ref('zone_month') }} as month
  left join {{ ref('part') }} as part
    on
      metric.metric = part.metric
      and month.zone_code = part.zone_code
      and month.period = part.period
  left join {{ ref('told') }} as told
    on
      metric.zero_by = told.topic
      and month.zone_code = told.zone_code
      and month.period = told.period
  where
    metric.metric <> 'unsupplied_land_rate'
    and metric.metric not in (select compared.metric from {{ ref('compared') }} as compared)
    and metric.metric not in (
      select whole_metric.metric from {{ ref('whole_metric') }} as whole_metric
    )
)

select
  metric,
  zone_code,
  period,
  numerator,
  denominator,
  base_value(formula, numerator, denominator, period) as base,
  case
    when denominator is null then numerator_bound
    else against(numerator_bound, denominator_bound)
  end as bound,
  reason
from filled
