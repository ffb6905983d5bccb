-- Working days that the cases took which a scope's zones closed this year: of n values the one at
-- (n - 1) × tenths / 10, between two of them in proportion; in millionths.
with
closed as (
  select
    zone_code,
    month_of(closed_on) as period,
    days_used as days,
    count(*) as cases
  from {{ ref('approval_case') }}
  where days_used is not null and closed_on <= as_at()
  group by zone_code, month_of(closed_on), days_used
),

so_far as (
  select
    place.scope_kind,
    place.scope_code,
    place.period,
    closed.days,
    sum(closed.cases)::bigint as cases
  from {{ ref('place') }} as place
  inner join closed
    on
      place.zone_code = closed.zone_code
      and year(place.period) = year(closed.period)
      and place.period >= closed.period
  group by place.scope_kind, place.scope_code, place.period, closed.days
),

ranked as (
  select
    *,
    sum(cases) over (
      partition by scope_kind, scope_code, period order by days
    )::bigint as up_to,
    sum(cases) over (partition by scope_kind, scope_code, period)::bigint as cases_of_all
  from so_far
),

quantile as (
  select *
  from (values ('handling_days_p50', 5), ('handling_days_p90', 9)) as quantile (metric, tenths)
),

between_two as (
  select
    quantile.metric,
    quantile.tenths,
    ranked.scope_kind,
    ranked.scope_code,
    ranked.period,
    ranked.cases_of_all as cases,
    min(ranked.days) filter (
      where ranked.up_to > (ranked.cases_of_all - 1) * quantile.tenths // 10
    ) as lower_days,
    min(ranked.days) filter (
      where ranked.up_to > (ranked.cases_of_all - 1) * quantile.tenths // 10 + 1
    ) as upper_days
  from ranked
  cross join quantile
  group by all
)

select
  metric,
  scope_kind,
  scope_code,
  period,
  lower_days * 1000000::hugeint
  + (coalesce(upper_days, lower_days) - lower_days)
  * ((cases - 1) * tenths % 10)
  * 100000::hugeint as numerator,
  cases * 1000000::hugeint as denominator,
  'exact' as bound
from between_two
