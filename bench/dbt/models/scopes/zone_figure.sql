-- Each zone's figure, to be seen from each of its scopes.
select * from {{ ref('zone_sum') }}
union all
select * from {{ ref('zone_comparison') }}
union all
select * from {{ ref('zone_unsupplied') }}
union all
select
  metric.metric,
  month.zone_code,
  month.period,
  whole.numerator,
  whole.denominator,
  whole.base,
  whole.bound,
  metric.reason
from {{ ref('whole_metric') }} as whole_metric
inner join {{ ref('metric') }} as metric on whole_metric.metric = metric.metric
cross join {{ ref('zone_month') }} as month
left join {{ ref('whole') }} as whole
  on
    metric.metric = whole.metric
    and whole.scope_kind = 'zone'
    and month.zone_code = whole.scope_code
    and month.period = whole.period
