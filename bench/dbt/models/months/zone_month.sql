-- The months of which a zone has figures: from January of the first year with any fact or
-- statement to the month of the day; and the class that the zone had at each month's end.
with
first_heard as (
  select
    zone_code,
    min(day) as day
  from {{ ref('heard') }}
  group by zone_code
),

begun as (
  select
    zone.zone_code,
    coalesce(least(year(first_heard.day), year(as_at())), year(as_at())) as first_year
  from {{ source('codes', 'zone') }} as zone
  left join first_heard on zone.zone_code = first_heard.zone_code
),

month as (
  select
    zone_code,
    unnest(
      generate_series(
        make_date(first_year, 1, 1)::timestamp, as_at()::timestamp, interval 1 month
      )
    )::date as period
  from begun
),

ended as (
  select
    *,
    least(last_day(period), as_at()) as month_end
  from month
)

select
  ended.*,
  class_of_zone.zone_class
from ended
inner join {{ ref('class_of_zone') }} as class_of_zone
  on
    ended.zone_code = class_of_zone.zone_code
    and ended.month_end between class_of_zone.valid_from and class_of_zone.valid_to
