-- Commitments and services of agents: how many projects and items had them, each counted once a
-- year; of the projects filed this year that may have them, those that do; and how commitments
-- were verified.
with
served as (
  select 'commitment' as topic, zone_code, project, item_code, signed_on as day
  from {{ ref('commitment') }}
  where project is not null
  union all
  select 'proxy_service', zone_code, project, item_code, started_on
  from {{ ref('service') }}
  where project is not null
),

first_served as (
  select
    topic,
    zone_code,
    project,
    min(day) as day
  from served
  group by topic, zone_code, project
),

eligible as (
  select 'commitment' as topic, zone_code, project, filed_on
  from {{ ref('register') }}
  where commitment_eligible
  union all
  select 'proxy_service', zone_code, project, filed_on
  from {{ ref('register') }}
  where proxy_eligible
),

answered as (
  select
    eligible.topic,
    eligible.zone_code,
    greatest(eligible.filed_on, first_served.day) as day
  from eligible
  inner join first_served
    on
      eligible.topic = first_served.topic
      and eligible.zone_code = first_served.zone_code
      and eligible.project = first_served.project
  where year(first_served.day) <= year(eligible.filed_on)
)

select
  topic || '_projects' as metric,
  'numerator' as part,
  zone_code,
  min(day) as day,
  'year' as lasting,
  one(true) as amount,
  null as bound,
  null as completeness
from served
group by topic, zone_code, project, year(day)
union all
select topic || '_items', 'numerator', zone_code, min(day), 'year', one(true), null, null
from served
where item_code is not null
group by topic, zone_code, project, item_code, year(day)
union all
select topic || '_coverage', 'numerator', zone_code, filed_on, 'year', 0, null, null
from eligible
union all
select topic || '_coverage', 'numerator', zone_code, day, 'year', one(true), null, null
from answered
union all
select topic || '_coverage', 'denominator', zone_code, filed_on, 'year', one(true), null, null
from eligible
union all
select
  'commitment_verification_pass_rate', 'numerator', zone_code, verified_on, 'year',
  one(verification_result = 'passed'), null, null
from {{ ref('commitment') }}
where verification_result is not null
union all
select
  'commitment_verification_pass_rate', 'denominator', zone_code, verified_on, 'year',
  one(true), null, null
from {{ ref('commitment') }}
where verification_result is not null
