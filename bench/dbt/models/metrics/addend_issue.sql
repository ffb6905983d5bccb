-- Issues: those that are overdue or open, whether they were closed in time, and what was resolved.
with
kind_of as (
  select *
  from (
    values
    ('overdue_issues', 'dispatch'),
    ('overdue_supervision_orders', 'supervision'),
    ('open_factor_requests', 'factor_request'),
    ('issue_on_time_closure_rate', 'dispatch'),
    ('factor_request_on_time_rate', 'factor_request')
  ) as kind_of (metric, kind)
),

counted as (
  select
    kind_of.metric,
    issue.zone_code,
    issue.raised_on,
    issue.due_by,
    issue.closed_on,
    issue.kind = kind_of.kind as counts,
    -- from when on it stands against the zone
    if(
      kind_of.metric = 'open_factor_requests',
      issue.raised_on,
      greatest(issue.raised_on, issue.due_by + 1)
    ) as stands_from
  from {{ ref('issue') }} as issue
  cross join kind_of
),

standing as (
  select *
  from counted
  where
    metric not like '%_rate'
    and (metric = 'open_factor_requests' or due_by is not null)
),

-- once for each: the day on which it was closed in time, or was not
settled as (
  select
    *,
    coalesce(closed_on <= due_by, false) as in_time,
    if(closed_on <= due_by, closed_on, due_by + 1) as day
  from counted
  where metric like '%_rate' and due_by is not null
),

resolved as (
  select *
  from {{ ref('issue') }}
  where kind = 'factor_request' and closed_on is not null
)

select
  metric,
  'numerator' as part,
  zone_code,
  stands_from as day,
  'always' as lasting,
  one(counts) as amount,
  null as bound,
  null as completeness
from standing
union all
select
  metric, 'numerator', zone_code, greatest(stands_from, closed_on), 'always', -one(counts), null,
  null
from standing
where closed_on is not null
union all
select metric, 'numerator', zone_code, day, 'year', one(counts and in_time), null, null
from settled
union all
select metric, 'denominator', zone_code, day, 'year', one(counts), null, null
from settled
union all
select
  'factor_request_days', 'numerator', zone_code, closed_on, 'year',
  (closed_on - raised_on) * 1000000::hugeint, null, null
from resolved
union all
select 'factor_request_days', 'denominator', zone_code, closed_on, 'year', one(true), null, null
from resolved
union all
select
  'transport_requests_resolved', 'numerator', zone_code, closed_on, 'year',
  one(factor = 'transport' and result = 'resolved'), null, null
from resolved
union all
select
  'connected_enterprises', 'numerator', zone_code, min(closed_on), 'year', one(true), null, null
from resolved
where
  factor in ('water', 'power', 'gas')
  and result = 'resolved'
  and enterprise_name is not null
group by zone_code, enterprise_name, year(closed_on)
