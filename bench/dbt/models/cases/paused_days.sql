-- The working days that pauses take out of a case, in stretches that do not overlap: how many
-- working days after the acceptance came before a stretch and were not taken out, and how many it
-- takes out up to its end and, of a closed case, up to the closing.
with
bounded as (
  select
    pause.zone_code,
    pause.case_number,
    a_case.accepted_on,
    a_case.closed_on,
    greatest(pause.after_day, a_case.accepted_on) as after_day,
    pause.last_day
  from {{ ref('pause') }} as pause
  inner join {{ ref('standing_case') }} as a_case
    on pause.zone_code = a_case.zone_code and pause.case_number = a_case.case_number
  where pause.last_day > greatest(pause.after_day, a_case.accepted_on)
),

-- a stretch begins where no earlier pause reaches
begun as (
  select
    *,
    coalesce(
      after_day > max(last_day) over (
        partition by zone_code, case_number
        order by after_day, last_day
        rows between unbounded preceding and 1 preceding
      ),
      true
    ) as begins
  from bounded
),

numbered as (
  select
    *,
    count(*) filter (where begins) over (
      partition by zone_code, case_number order by after_day, last_day
      rows between unbounded preceding and current row
    ) as stretch
  from begun
),

stretch as (
  select
    zone_code,
    case_number,
    accepted_on,
    closed_on,
    min(after_day) as after_day,
    max(last_day) as last_day
  from numbered
  group by zone_code, case_number, accepted_on, closed_on, stretch
),

known as (
  select max(day) as last_day
  from {{ ref('calendar_day') }}
),

counted as (
  select
    stretch.zone_code,
    stretch.case_number,
    stretch.after_day,
    started.working_days - accepted.working_days as days_before,
    ended.working_days - started.working_days as days_taken,
    greatest(0, coalesce(closing.working_days, 0) - started.working_days)
      as days_taken_until_closing
  from stretch
  cross join known
  inner join {{ ref('calendar_day') }} as accepted on stretch.accepted_on = accepted.day
  inner join {{ ref('calendar_day') }} as started
    on least(stretch.after_day, known.last_day) = started.day
  inner join {{ ref('calendar_day') }} as ended
    on least(stretch.last_day, known.last_day) = ended.day
  left join {{ ref('calendar_day') }} as closing
    on
      stretch.closed_on is not null
      and least(stretch.last_day, stretch.closed_on, known.last_day) = closing.day
)

select
  zone_code,
  case_number,
  days_before - coalesce(
    sum(days_taken) over (
      partition by zone_code, case_number order by after_day
      rows between unbounded preceding and 1 preceding
    ),
    0
  ) as days_before,
  days_taken,
  days_taken_until_closing
from counted
