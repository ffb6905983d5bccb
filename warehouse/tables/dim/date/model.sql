-- Every day of the years that the official notices cover. Other years are absent, so that nobody
-- takes a guess for a working day.
with
covered as (
  select
    make_date(min(year(cast(date as date))), 1, 1) as first_day,
    make_date(max(year(cast(date as date))), 12, 31) as last_day
  from code_calendar
),

day as (
  select explode(sequence(first_day, last_day, interval 1 day)) as date
  from covered
),

classified as (
  select
    day.date,
    coalesce(
      notice.kind,
      case when weekday(day.date) >= 5 then 'weekend' else 'workday' end
    ) as day_kind,
    notice.name as holiday_name,
    notice.source
  from day
  left join code_calendar as notice
    on day.date = cast(notice.date as date)
)

select
  date,
  year(date) as year,
  quarter(date) as quarter,
  month(date) as month,
  cast(trunc(date, 'MM') as date) as month_start,
  concat(
    extract(yearofweek from date),
    '-W',
    lpad(cast(extract(week from date) as string), 2, '0')
  ) as iso_week,
  weekday(date) + 1 as day_of_week,
  day_kind in ('workday', 'worked_weekend') as is_workday,
  cast(
    sum(case when day_kind in ('workday', 'worked_weekend') then 1 else 0 end) over (order by date)
    as int
  ) as workday_seq,
  max(case when day_kind in ('workday', 'worked_weekend') then date end) over (
    order by date
    rows between unbounded preceding and 1 preceding
  ) as previous_workday,
  day_kind,
  holiday_name,
  source
from classified
