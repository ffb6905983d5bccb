-- Parcels of all uses, up to each month's end: begun or not since the day that was agreed, idle or
-- not, and of which approved batch of land they are. What is not told of a parcel counts nowhere.
with
approved as (
  select
    zone_code,
    batch_number,
    min(approved_on) as approved_on
  from {{ ref('batch') }}
  where kind = 'urban'
  group by zone_code, batch_number
),

parcel as (
  select
    land.*,
    month.period,
    land.completeness = 'partial' as is_partial,
    millionths(land.area) as amount,
    land.agreed_start_on is not null as has_agreed,
    coalesce(land.agreed_start_on < month.month_end, false)
    and coalesce(land.started_on > month.month_end, true) as is_unused,
    coalesce(land.idle_status_on, land.contract_date) <= month.month_end as is_of_now,
    coalesce(approved.approved_on <= month.month_end, false) as is_of_batch
  from {{ ref('land') }} as land
  inner join {{ ref('zone_month') }} as month
    on land.zone_code = month.zone_code and land.contract_date <= month.month_end
  left join approved
    on land.zone_code = approved.zone_code and land.land_batch_number = approved.batch_number
)

select
  'supplied_unused_rate' as metric,
  zone_code,
  period,
  sum(if(is_unused, amount, 0)) filter (where has_agreed) as numerator,
  sum(amount) filter (where has_agreed) as denominator,
  together(
    bool_or(is_unused and area_bound = 'about'),
    bool_or(is_unused and area_bound = 'at_least') or bool_or(is_partial),
    bool_or(is_unused and area_bound = 'at_most')
  ) as numerator_bound,
  together(
    bool_or(has_agreed and area_bound = 'about'),
    bool_or(has_agreed and area_bound = 'at_least') or bool_or(is_partial),
    bool_or(has_agreed and area_bound = 'at_most')
  ) as denominator_bound
from parcel
group by zone_code, period
union all
select
  'parcels_without_agreed_start', zone_code, period, sum(one(not has_agreed)), null,
  if(bool_or(is_partial), 'at_least', 'exact'), 'exact'
from parcel
group by zone_code, period
union all
select
  'idle_land_rate', zone_code, period,
  sum(if(idle_status = 'determined' and is_of_now, millionths(idle_area), 0))
  filter (where idle_status is not null),
  sum(amount) filter (where idle_status is not null),
  if(
    bool_or(is_partial)
    or bool_or(coalesce(idle_status = 'determined', false) and is_of_now and idle_area is null),
    'at_least',
    'exact'
  ),
  together(
    bool_or(idle_status is not null and area_bound = 'about'),
    bool_or(idle_status is not null and area_bound = 'at_least') or bool_or(is_partial),
    bool_or(idle_status is not null and area_bound = 'at_most')
  )
from parcel
group by zone_code, period
union all
select
  'suspected_idle_parcels', zone_code, period,
  sum(one(idle_status = 'suspected' and is_of_now)) filter (where idle_status is not null), null,
  if(bool_or(is_partial) or bool_or(idle_status is null), 'at_least', 'exact'), 'exact'
from parcel
group by zone_code, period
union all
select
  'supplied_batch_land_area', zone_code, period,
  sum(if(is_of_batch, amount, 0)) filter (where land_batch_number is not null), null,
  together(
    bool_or(is_of_batch and area_bound = 'about'),
    bool_or(is_of_batch and area_bound = 'at_least')
    or bool_or(is_partial)
    or bool_or(land_batch_number is null),
    bool_or(is_of_batch and area_bound = 'at_most')
  ),
  'exact'
from parcel
group by zone_code, period
