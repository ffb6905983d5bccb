-- Industrial land, of all years up to the month's end.
create table parcel_then as
select land.*, month.period as then, month.month_end
from land
inner join zone_month as month
  on land.zone_code = month.zone_code and land.contract_date <= month.month_end
where land.land_use = 'industrial';

insert into addend
select
  metric.metric, 'numerator', zone_code, "then",
  case
    when metric.metric like 'standard%' and not standard_land then 0
    when metric.metric like '%area' then millionths(area)
    else one(true)
  end,
  case
    when metric.metric like '%area' and (standard_land or metric.metric not like 'standard%')
      then area_bound
  end,
  completeness
from parcel_then
inner join metric
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
  'standard_land_share_by_count', 'denominator', zone_code, "then", one(true), null, completeness
from parcel_then
union all
select
  'standard_land_share_by_area', 'denominator', zone_code, "then",
  millionths(area), area_bound, completeness
from parcel_then;
