-- The days of the years of which the working days are known, each with the number of working days
-- from the first of them up to it.
with
covered as (
  select
    min(year(date::date)) as first_year,
    max(year(date::date)) as last_year
  from {{ source('codes', 'calendar') }}
),

day as (
  select
    unnest(
      generate_series(
        make_date(first_year, 1, 1)::timestamp,
        make_date(last_year, 12, 31)::timestamp,
        interval 1 day
      )
    )::date as day
  from covered
),

judged as (
  select
    day.day,
    coalesce(notice.kind = 'worked_weekend', isodow(day.day) <= 5) as works
  from day
  left join {{ source('codes', 'calendar') }} as notice on day.day = notice.date::date
)

select
  day,
  works,
  count(*) filter (where works) over (order by day) as working_days
from judged
