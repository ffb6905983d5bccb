-- Cases with their due dates and the working days that they took. The day of acceptance is not
-- counted, nor are paused days.
with
open_pause as (
  select distinct
    zone_code,
    case_number
  from {{ ref('pause') }}
  where last_day is null
),

limited as (
  select
    a_case.*,
    coalesce(a_case.promised_days, a_case.statutory_days) as days_allowed,
    a_case.statutory_days as days_allowed_by_law,
    open_pause.case_number is not null as paused
  from {{ ref('standing_case') }} as a_case
  left join open_pause
    on a_case.zone_code = open_pause.zone_code and a_case.case_number = open_pause.case_number
),

-- a stretch that begins when all days are used up no longer matters
taken as (
  select
    limited.zone_code,
    limited.case_number,
    sum(stretch.days_taken) filter (
      where stretch.days_before < greatest(limited.days_allowed, 1)
    ) as until_due,
    sum(stretch.days_taken) filter (
      where stretch.days_before < greatest(limited.days_allowed_by_law, 1)
    ) as until_due_by_law,
    sum(stretch.days_taken_until_closing) as until_closing
  from limited
  inner join {{ ref('paused_days') }} as stretch
    on limited.zone_code = stretch.zone_code and limited.case_number = stretch.case_number
  group by limited.zone_code, limited.case_number
),

working_day as (
  select
    day,
    working_days
  from {{ ref('calendar_day') }}
  where works
),

dated as (
  select
    limited.*,
    case
      when limited.paused or limited.days_allowed is null then null
      when limited.days_allowed = 0 and accepting.works then limited.accepted_on
      else due.day
    end as due_on,
    case
      when limited.paused or limited.days_allowed_by_law is null then null
      when limited.days_allowed_by_law = 0 and accepting.works then limited.accepted_on
      else due_by_law.day
    end as statutory_due_on,
    case
      when
        limited.status = 'closed'
        and closing.day is not null
        and accepting.day is not null
        then
          greatest(0, closing.working_days - accepting.working_days)
          - coalesce(taken.until_closing, 0)
    end as days_used
  from limited
  left join taken
    on limited.zone_code = taken.zone_code and limited.case_number = taken.case_number
  left join {{ ref('calendar_day') }} as accepting on limited.accepted_on = accepting.day
  left join {{ ref('calendar_day') }} as closing on limited.closed_on = closing.day
  left join working_day as due
    on
      accepting.working_days + greatest(limited.days_allowed, 1) + coalesce(taken.until_due, 0)
      = due.working_days
  left join working_day as due_by_law
    on
      accepting.working_days
      + greatest(limited.days_allowed_by_law, 1)
      + coalesce(taken.until_due_by_law, 0)
      = due_by_law.working_days
),

-- the last working day before the due one, if it is after the acceptance
reminded as (
  select
    dated.*,
    if(reminder.day > dated.accepted_on, reminder.day, dated.due_on) as reminded_on
  from dated
  left join working_day as due on dated.due_on = due.day
  left join working_day as reminder on due.working_days - 1 = reminder.working_days
)

select
  *,
  status = 'closed' and closed_on <= due_on as on_time
from reminded
