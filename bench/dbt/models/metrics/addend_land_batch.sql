-- Approved batches of land of the year, and their projects, each counted once a year.
with
approved as (
  select *
  from {{ ref('batch') }}
  where approved_on is not null
)

select
  'urban_land_batches' as metric,
  'numerator' as part,
  zone_code,
  min(approved_on) as day,
  'year' as lasting,
  one(true) as amount,
  null as bound,
  null as completeness
from approved
where kind = 'urban'
group by zone_code, batch_number, year(approved_on)
union all
select
  if(kind = 'urban', 'urban_batch_projects', 'rural_land_projects'), 'numerator', zone_code,
  min(approved_on), 'year', one(true), null, null
from approved
where kind in ('urban', 'rural')
group by zone_code, kind, project, year(approved_on)
union all
select
  'rural_land_projects', 'numerator', zone_code, approved_on, 'year', 0,
  if(list_complete, null, 'at_least'), null
from approved
where kind = 'rural' and list_complete is not null
union all
select
  'approved_land_area', 'numerator', zone_code, approved_on, 'year', millionths(area), null, null
from approved
union all
select
  'approved_urban_land_area', 'numerator', zone_code, approved_on, 'always', millionths(area),
  null, null
from approved
where kind = 'urban'
