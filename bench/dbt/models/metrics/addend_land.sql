-- Industrial land: of all years up to the month's end, of those since the zone's reform began, and
-- of the year.
with
parcel as (
  select *
  from {{ ref('land') }}
  where land_use = 'industrial'
),

-- of each metric: for how long a parcel counts, and for how much in either part
measured as (
  select
    metric.metric,
    parcel.zone_code,
    parcel.contract_date,
    parcel.completeness,
    if(metric.metric like '%area%', parcel.area_bound, null) as bound,
    if(metric.metric like '%area%', millionths(parcel.area), one(true)) as measure,
    not contains(metric.metric, '_since_reform') or parcel.since_reform as counts,
    not starts_with(metric.metric, 'standard_') or parcel.standard_land as in_numerator,
    contains(metric.metric, '_share_') as is_share,
    if(
      metric.metric in (
        'standard_land_share_by_count',
        'standard_land_share_by_area',
        'industrial_land_parcels_of_year'
      ),
      'year',
      'always'
    ) as lasting
  from parcel
  inner join {{ ref('metric') }} as metric
    on
      starts_with(metric.metric, 'standard_land_')
      or starts_with(metric.metric, 'industrial_land_')
)

select
  metric,
  'numerator' as part,
  zone_code,
  contract_date as day,
  lasting,
  if(counts and in_numerator, measure, 0) as amount,
  if(counts and in_numerator, bound, null) as bound,
  completeness
from measured
union all
select
  metric, 'denominator', zone_code, contract_date, lasting,
  if(counts, measure, 0), if(counts, bound, null), completeness
from measured
where is_share
union all
select
  'started_before_contract_parcels', 'numerator', zone_code, contract_date, 'always',
  one(started_on < contract_date), null, completeness
from parcel
