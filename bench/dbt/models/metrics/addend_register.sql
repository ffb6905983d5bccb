-- Projects that have begun: those of five million yuan and more belong into the statistics.
with
begun as (
  select
    *,
    coalesce(planned_investment >= 5000000, false) as belongs
  from {{ ref('register') }}
  where started_on is not null
)

select
  'statistics_entry_rate' as metric,
  'numerator' as part,
  zone_code,
  started_on as day,
  'always' as lasting,
  0 as amount,
  null as bound,
  null as completeness
from begun
union all
select
  'statistics_entry_rate', 'numerator', zone_code, greatest(started_on, entered_statistics_on),
  'always', one(belongs), null, null
from begun
where entered_statistics_on is not null
union all
select
  'statistics_entry_rate', 'denominator', zone_code, started_on, 'always', one(belongs), null, null
from begun
union all
select
  'started_projects_without_plan', 'numerator', zone_code, started_on, 'always',
  one(planned_investment is null), null, null
from begun
