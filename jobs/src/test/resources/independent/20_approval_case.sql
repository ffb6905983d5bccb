-- Cases with their due dates and the working days that they took. The day of acceptance is not
-- counted; a pause takes out the days after its first up to its last.
create table working_day as
with
covered as (
  select min(year(date::date)) as first_year, max(year(date::date)) as last_year
  from code_calendar
),

day as (
  select unnest(
    generate_series(
      make_date(first_year, 1, 1)::timestamp, make_date(last_year, 12, 31)::timestamp, interval 1 day
    )
  )::date as day
  from covered
)

select day.day,
  coalesce(notice.kind = 'worked_weekend', isodow(day.day) <= 5) as works
from day
left join code_calendar as notice on day.day = notice.date::date;

create table standing_case as
select *
from ods_approval_case
where record in (select record from standing where topic = 'case');

-- A pause is that of the case of its zone and number; where there is none, that of the only case of
-- its number in its database.
create table pause as
with
stated as (
  select *
  from ods_approval_pause
  where record in (select record from standing where topic = 'pause')
)

select
  a_case.record as case_record,
  stated.started_on as after_day,
  coalesce(stated.ended_on, a_case.closed_on) as last_day
from stated
inner join standing_case as a_case
  on
    stated.case_number = a_case.case_number
    and (
      stated.zone_code = a_case.zone_code
      or (
        stated.source_database = a_case.source_database
        and not exists (
          select 1
          from standing_case as own
          where own.case_number = stated.case_number and own.zone_code = stated.zone_code
        )
        and 1 = (
          select count(*)
          from standing_case as same
          where
            same.case_number = stated.case_number
            and same.source_database = stated.source_database
        )
      )
    );

create table case_day as
select
  a_case.record,
  working_day.day,
  row_number() over (partition by a_case.record order by working_day.day) as days
from standing_case as a_case
inner join working_day on working_day.works and working_day.day > a_case.accepted_on
where
  a_case.accepted_on >= (select min(day) from working_day)
  and not exists (
    select 1
    from pause
    where
      pause.case_record = a_case.record
      and working_day.day > pause.after_day
      and working_day.day <= pause.last_day
  );

create table approval_case as
with
limited as (
  select
    a_case.*,
    coalesce(promised_days, statutory_days) as days_allowed,
    exists (
      select 1 from pause where pause.case_record = a_case.record and pause.last_day is null
    ) as paused
  from standing_case as a_case
),

dated as (
  select
    limited.*,
    case
      when limited.paused or limited.days_allowed is null then null
      when limited.days_allowed = 0 and today.works then limited.accepted_on
      else due.day
    end as due_on,
    case
      when limited.status = 'closed' and closing.day is not null and today.day is not null
        then (
          select count(*)
          from case_day
          where case_day.record = limited.record and case_day.day <= limited.closed_on
        )
    end as days_used
  from limited
  left join working_day as today on limited.accepted_on = today.day
  left join working_day as closing on limited.closed_on = closing.day
  left join case_day as due
    on limited.record = due.record and greatest(limited.days_allowed, 1) = due.days
)

select *, status = 'closed' and closed_on <= due_on as on_time
from dated;
