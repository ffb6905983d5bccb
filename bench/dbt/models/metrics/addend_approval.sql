-- Cases: how they came, how long they took, and whether in time.
with
counted as (
  select *
  from {{ ref('approval_case') }}
  where status <> 'withdrawn'
),

-- a closing counts from its day until its year ends
closing as (
  select
    *,
    greatest(accepted_on, closed_on) as day
  from counted
  where year(accepted_on) <= year(closed_on)
),

-- an open case is overdue from the day after the due one until it is closed
overdue as (
  select
    zone_code,
    due_on + 1 as day,
    1000000::hugeint as amount
  from counted
  where closed_on is null or closed_on > due_on
  union all
  select zone_code, closed_on, -1000000::hugeint
  from counted
  where closed_on > due_on
),

-- likewise of the limit by law
overdue_by_law as (
  select
    zone_code,
    statutory_due_on + 1 as day,
    1000000::hugeint as amount
  from counted
  where closed_on is null or closed_on > statutory_due_on
  union all
  select zone_code, closed_on, -1000000::hugeint
  from counted
  where closed_on > statutory_due_on
),

-- a case without a limit counts from its acceptance until the year of its closing ends
unlimited as (
  select
    zone_code,
    accepted_on as day,
    1000000::hugeint as amount
  from counted
  where days_allowed is null
  union all
  select zone_code, greatest(accepted_on, make_date(year(closed_on) + 1, 1, 1)), -1000000::hugeint
  from counted
  where days_allowed is null and closed_on is not null
)

select
  'online_acceptance_share' as metric,
  'numerator' as part,
  zone_code,
  accepted_on as day,
  'year' as lasting,
  one(channel = 'online') as amount,
  null as bound,
  null as completeness
from {{ ref('approval_case') }}
where channel is not null
union all
select
  'online_acceptance_share', 'denominator', zone_code, accepted_on, 'year',
  one(true), null, null
from {{ ref('approval_case') }}
where channel is not null
union all
select
  'speed_up_rate', 'numerator', zone_code, closed_on, 'year',
  days_used * 1000000::hugeint, null, null
from {{ ref('approval_case') }}
where days_used is not null and statutory_days is not null
union all
select
  'speed_up_rate', 'denominator', zone_code, closed_on, 'year',
  statutory_days * 1000000::hugeint, null, null
from {{ ref('approval_case') }}
where days_used is not null and statutory_days is not null
union all
-- with a case there is something to count, if only nothing
select
  'on_time_closure_rate', unnest(['numerator', 'denominator']), zone_code, accepted_on, 'always',
  0, null, null
from counted
union all
select 'on_time_closure_rate', 'numerator', zone_code, day, 'year', one(on_time), null, null
from closing
union all
select 'on_time_closure_rate', 'denominator', zone_code, day, 'year', one(true), null, null
from closing
where due_on is not null
union all
select 'on_time_closure_rate', 'denominator', zone_code, day, 'always', amount, null, null
from overdue
union all
select 'overdue_cases', 'numerator', zone_code, day, 'always', amount, null, null
from overdue
union all
select 'cases_without_limit', 'numerator', zone_code, day, 'always', amount, null, null
from unlimited
union all
select
  'statutory_on_time_rate', unnest(['numerator', 'denominator']), zone_code, accepted_on, 'always',
  0, null, null
from counted
union all
select
  'statutory_on_time_rate', 'numerator', zone_code, day, 'year',
  one(closed_on <= statutory_due_on), null, null
from closing
union all
select 'statutory_on_time_rate', 'denominator', zone_code, day, 'year', one(true), null, null
from closing
where statutory_due_on is not null
union all
select 'statutory_on_time_rate', 'denominator', zone_code, day, 'always', amount, null, null
from overdue_by_law
union all
select 'statutory_overdue_cases', 'numerator', zone_code, day, 'always', amount, null, null
from overdue_by_law
union all
-- a card is due from the day after the reminder
select
  'warning_cards_per_100_cases', unnest(['numerator', 'denominator']), zone_code, accepted_on,
  'always', 0, null, null
from counted
union all
select
  'warning_cards_per_100_cases', 'numerator', zone_code, reminded_on + 1, 'year',
  one(closed_on is null or closed_on > reminded_on), null, null
from counted
where reminded_on is not null
union all
select
  'warning_cards_per_100_cases', 'denominator', zone_code, reminded_on + 1, 'year',
  one(true), null, null
from counted
where reminded_on is not null
union all
select 'satisfaction_rate', 'numerator', zone_code, closed_on, 'year', one(rating >= 3), null, null
from {{ ref('approval_case') }}
where rating is not null and closed_on is not null
union all
select 'satisfaction_rate', 'denominator', zone_code, closed_on, 'year', one(true), null, null
from {{ ref('approval_case') }}
where rating is not null and closed_on is not null
