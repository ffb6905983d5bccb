-- Industrial land, of all years up to the month's end.
with
parcel as (
  select *
  from {{ ref('land') }}
  where land_use = 'industrial'
)

select
  metric.metric,
  'numerator' as part,
  parcel.zone_code,
  parcel.contract_date as day,
  'always' as lasting,
  case
    when metric.metric like 'standard%' and not parcel.standard_land then 0
    when metric.metric like '%area' then millionths(parcel.area)
    else one(true)
  end as amount,
  case
    when metric.metric like '%area' and (parcel.standard_land or metric.metric not like 'standard%')
      then parcel.area_bound
  end as bound,
  parcel.completeness
from parcel
inner join {{ ref('metric') }} as metric
  on
    metric.metric in (
      'standard_land_parcels',
      'standard_land_area',
      'industrial_land_parcels',
      'industrial_land_area',
      'standard_land_share_by_count',
      'standard_land_share_by_area'
    )
union all
select
  'standard_land_share_by_count', 'denominator', zone_code, contract_date, 'always',
  one(true), null, completeness
from parcel
union all
select
  'standard_land_share_by_area', 'denominator', zone_code, contract_date, 'always',
  millionths(area), area_bound, completeness
from parcel
