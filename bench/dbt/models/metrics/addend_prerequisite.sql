-- Prerequisites that are outstanding, documents that are late, parcels that are ready, and the
-- projects whose prerequisites are all done.
with
item as (
  select
    *,
    greatest(required_on, done_on) as done_from,
    greatest(required_on, due_on + 1) as late_from
  from {{ ref('prerequisite') }}
),

project_done as (
  select
    zone_code,
    project,
    max(done_on) as done_on,
    greatest(min(required_on), max(done_on)) as day
  from {{ ref('prerequisite') }}
  where kind = 'prerequisite'
  group by zone_code, project
  having count(*) = count(done_on)
)

select
  'outstanding_prerequisites' as metric,
  'numerator' as part,
  zone_code,
  required_on as day,
  'always' as lasting,
  one(kind = 'prerequisite') as amount,
  null as bound,
  null as completeness
from item
union all
select
  'outstanding_prerequisites', 'numerator', zone_code, done_from, 'always',
  -one(kind = 'prerequisite'), null, null
from item
where done_on is not null
union all
select
  'late_deferred_documents', 'numerator', zone_code, late_from, 'always',
  one(kind = 'deferred_document'), null, null
from item
where due_on is not null
union all
select
  'late_deferred_documents', 'numerator', zone_code, greatest(late_from, done_on), 'always',
  -one(kind = 'deferred_document'), null, null
from item
where due_on is not null and done_on is not null
union all
select
  'parcel_readiness_rate', 'numerator', zone_code, required_on, 'always', 0, null, null
from item
union all
select
  'parcel_readiness_rate', 'numerator', zone_code, done_from, 'always', one(kind = 'readiness'),
  null, null
from item
where done_on is not null
union all
select
  'parcel_readiness_rate', 'denominator', zone_code, required_on, 'always',
  one(kind = 'readiness'), null, null
from item
union all
select 'prerequisite_projects_done', 'numerator', zone_code, day, 'year', one(true), null, null
from project_done
where year(day) = year(done_on)
