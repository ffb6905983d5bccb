-- The class that a zone had, from a day to another.
with
turn as (
  select zone_code, zone_class, valid_to::date as valid_to from {{ source('codes', 'zone_class') }}
  union all
  select zone_code, zone_class, null from {{ source('codes', 'zone') }}
)

select
  zone_code,
  zone_class,
  coalesce(
    lag(valid_to) over (partition by zone_code order by valid_to nulls last) + 1, date '1900-01-01'
  ) as valid_from,
  coalesce(valid_to, date '9999-12-31') as valid_to
from turn
