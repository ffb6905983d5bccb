-- Survival of parcels without a start (Kaplan–Meier): its median is the first day on which no more
-- than half of them are left. Parcels of the last two years count, but for those that began before
-- their contract.
with
parcel as (
  select
    month.zone_code,
    month.period,
    land.completeness,
    datediff(
      'day',
      land.contract_date,
      least(coalesce(land.started_on, month.month_end), month.month_end)
    ) as days,
    coalesce(land.started_on <= month.month_end, false) as started,
    land.contract_date > month.month_end - interval 24 month
    and coalesce(land.started_on >= land.contract_date, true) as counts
  from {{ ref('zone_month') }} as month
  inner join {{ ref('land') }} as land
    on month.zone_code = land.zone_code and month.month_end >= land.contract_date
  where land.land_use = 'industrial'
),

waited as (
  select
    zone_code,
    period,
    if(counts, days, 0) as days,
    count(*) filter (where counts) as parcels,
    count(*) filter (where counts and started) as started,
    bool_or(completeness = 'partial') as partial
  from parcel
  group by all
),

together_waited as (
  select
    place.scope_kind,
    place.scope_code,
    place.period,
    waited.days,
    sum(waited.parcels)::bigint as parcels,
    sum(waited.started)::bigint as started,
    bool_or(waited.partial) as partial
  from {{ ref('place') }} as place
  inner join waited on place.zone_code = waited.zone_code and place.period = waited.period
  group by all
),

waiting as (
  select
    *,
    sum(parcels) over (
      partition by scope_kind, scope_code, period order by days desc
    )::bigint as waiting
  from together_waited
),

left_over as (
  select
    *,
    product((waiting - started) / waiting) over (
      partition by scope_kind, scope_code, period order by days
    ) as share
  from waiting
)

select
  'land_to_start_days' as metric,
  scope_kind,
  scope_code,
  period,
  min(days) filter (where started > 0 and share < 0.5000001) * 1000000::hugeint as numerator,
  sum(parcels)::hugeint * 1000000::hugeint as denominator,
  if(bool_or(partial), 'about', 'exact') as bound
from left_over
group by scope_kind, scope_code, period
