-- Investment by the zones' ledgers, by the statistics bureau, and the year's targets.
select
  metric.metric,
  'numerator' as part,
  ledger.zone_code,
  ledger.period as day,
  'month' as lasting,
  millionths(
    if(
      metric.metric = 'infrastructure_investment',
      ledger.cumulative_investment,
      ledger.ytd_investment
    )
  ) as amount,
  if(
    metric.metric = 'infrastructure_investment',
    ledger.cumulative_investment_bound,
    ledger.ytd_investment_bound
  ) as bound,
  ledger.completeness
from {{ ref('ledger') }} as ledger
inner join {{ ref('metric') }} as metric
  on
    metric.metric = 'investment_ledger'
    or (metric.metric = 'key_project_investment' and ledger.key_project)
    or (metric.metric = 'industry_investment' and ledger.category = 'industry')
    or (metric.metric = 'infrastructure_investment' and ledger.category = 'infrastructure')
union all
select
  'industry_investment_share', 'numerator', zone_code, period, 'month',
  case when category = 'industry' then millionths(ytd_investment) else 0 end,
  case when category = 'industry' then ytd_investment_bound end,
  completeness
from {{ ref('ledger') }}
union all
select
  'industry_investment_share', 'denominator', zone_code, period, 'month',
  millionths(ytd_investment), ytd_investment_bound, completeness
from {{ ref('ledger') }}
union all
select
  'on_schedule_project_share', 'numerator', zone_code, period, 'month',
  one(annual_plan > 0 and ytd_investment * 12 >= annual_plan * month(period)),
  case when annual_plan > 0 and ytd_investment is null then 'at_least' end,
  completeness
from {{ ref('ledger') }}
union all
select
  'unfilled_projects', 'numerator', zone_code, period, 'month',
  one(annual_plan > 0 and ytd_investment is null), null, completeness
from {{ ref('ledger') }}
union all
select
  'on_schedule_project_share', 'denominator', zone_code, period, 'month',
  one(annual_plan > 0), null, completeness
from {{ ref('ledger') }}
union all
select
  'planned_projects', 'numerator', zone_code, period, 'month',
  one(annual_plan > 0), null, completeness
from {{ ref('ledger') }}
union all
select
  'key_projects', 'numerator', zone_code, period, 'month', one(key_project), null, completeness
from {{ ref('ledger') }}
union all
select
  'planned_investment', 'numerator', zone_code, period, 'month',
  millionths(annual_plan), annual_plan_bound, completeness
from {{ ref('ledger') }}
union all
select
  'investment_statistics', 'numerator', zone_code, period, 'month',
  millionths(ytd_investment), null, null
from {{ ref('statistics') }}
union all
-- a target holds for all months of its year; of two readings the preferred one
select
  metric.metric, 'numerator', target.zone_code, make_date(target.year, 1, 1), 'year',
  millionths(target.amount), target.amount_bound, target.completeness
from {{ ref('target') }} as target
inner join {{ ref('metric') }} as metric
  on
    (
      target.investment_scope = 'all'
      and metric.metric in ('investment_target', 'scheduled_investment')
    )
    or (target.investment_scope = 'industry' and metric.metric = 'industry_investment_target')
where target.preferred
