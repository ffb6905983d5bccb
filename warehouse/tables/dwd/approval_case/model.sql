-- Every version of a case, cut wherever what is known of its pauses changed. The day of acceptance
-- is not counted. A working day is paused after a pause's first day and up to its last; pauses that
-- overlap count once. A pause is that of the case of its zone and number; one that names another
-- zone is that of the only case of its number in its database, and of none where there are several.
-- The due date is the first working day on which as many unpaused working days have passed as were
-- promised (or, without a promise, as the law allows); the statutory one, as the law allows. While
-- a pause is open there is none, without a limit there is none, and beyond the official calendars
-- there is none either. A reminder is due on the working day before the due date, or
-- on that date where the other would be the day of acceptance.
with
calendar as (
  select array_sort(collect_list(date)) as workdays
  from dim.date
  where is_workday
),

pause_of_zone as (
  select
    zone_code,
    case_number,
    collect_list(
      struct(zone_code, source_database, known_from, known_to, started_on, ended_on)
    ) as pauses
  from whole_vintage_approval_pause
  group by zone_code, case_number
),

pause_of_database as (
  select
    source_database,
    case_number,
    collect_list(
      struct(zone_code, source_database, known_from, known_to, started_on, ended_on)
    ) as pauses
  from whole_vintage_approval_pause
  group by source_database, case_number
),

namesake as (
  select
    source_database,
    case_number,
    collect_list(struct(zone_code, known_from, known_to)) as namesakes
  from whole_vintage_approval_case
  group by source_database, case_number
  having count(distinct zone_code) > 1
),

reached as (
  select
    a_case.*,
    array_union(
      coalesce(pause_of_zone.pauses, array()), coalesce(pause_of_database.pauses, array())
    ) as pauses,
    coalesce(
      filter(namesake.namesakes, namesake -> namesake.zone_code <> a_case.zone_code),
      array()
    ) as namesakes
  from vintage_approval_case as a_case
  left join pause_of_zone
    on
      a_case.zone_code = pause_of_zone.zone_code
      and a_case.case_number = pause_of_zone.case_number
  left join pause_of_database
    on
      a_case.source_database = pause_of_database.source_database
      and a_case.case_number = pause_of_database.case_number
  left join namesake
    on
      a_case.source_database = namesake.source_database
      and a_case.case_number = namesake.case_number
),

piece as (
  select
    *,
    explode(
      array_union(
        array(known_from),
        filter(
          flatten(
            array_union(
              transform(pauses, pause -> array(pause.known_from, pause.known_to)),
              transform(namesakes, namesake -> array(namesake.known_from, namesake.known_to))
            )
          ),
          cut -> cut > known_from and (known_to is null or cut < known_to)
        )
      )
    ) as piece_from
  from reached
),

dated as (
  select
    piece.*,
    accepted_day.workday_seq as accepted_seq,
    closed_day.workday_seq as closed_seq,
    -- greatest passes over NULL, so that a case without any limit has to be left out before
    case
      when coalesce(piece.promised_days, piece.statutory_days) is not null
        then
          greatest(
            coalesce(piece.promised_days, piece.statutory_days),
            case when accepted_day.is_workday then 0 else 1 end
          )
    end as allowed_days,
    case
      when piece.statutory_days is not null
        then greatest(piece.statutory_days, case when accepted_day.is_workday then 0 else 1 end)
    end as statutory_allowed_days,
    filter(
      piece.pauses,
      pause -> pause.known_from <= piece.piece_from
      and (pause.known_to is null or piece.piece_from < pause.known_to)
      and (
        pause.zone_code = piece.zone_code
        or not exists(
          piece.namesakes,
          namesake -> namesake.known_from <= piece.piece_from
          and (namesake.known_to is null or piece.piece_from < namesake.known_to)
        )
      )
    ) as pauses_then
  from piece
  left join dim.date as accepted_day on piece.accepted_on = accepted_day.date
  left join dim.date as closed_day on piece.closed_on = closed_day.date
),

-- the calendar is long: only cases with pauses carry it
counted as (
  select
    dated.*,
    calendar.workdays,
    unpaused_due_day.date as unpaused_due_on,
    unpaused_statutory_day.date as unpaused_statutory_due_on,
    slice(
      calendar.workdays,
      dated.accepted_seq + 1,
      greatest(0, coalesce(dated.closed_seq, size(calendar.workdays)) - dated.accepted_seq)
    ) as open_days,
    exists(dated.pauses_then, pause -> coalesce(pause.ended_on, dated.closed_on) is null)
      as paused
  from dated
  left join calendar on size(dated.pauses_then) > 0
  left join dim.date as unpaused_due_day
    on
      unpaused_due_day.is_workday
      and dated.accepted_seq + dated.allowed_days = unpaused_due_day.workday_seq
  left join dim.date as unpaused_statutory_day
    on
      unpaused_statutory_day.is_workday
      and dated.accepted_seq + dated.statutory_allowed_days = unpaused_statutory_day.workday_seq
),

-- the working days on which a case runs, where a pause is to be taken out
running as (
  select
    *,
    case
      when not paused and size(pauses_then) > 0
        then
          filter(
            slice(workdays, accepted_seq + 1, size(workdays)),
            day -> not exists(
              pauses_then,
              pause -> day > pause.started_on and day <= coalesce(pause.ended_on, closed_on)
            )
          )
    end as running_days
  from counted
),

reckoned as (
  select
    *,
    case
      when size(pauses_then) = 0 then 0
      else
        coalesce(
          size(
            filter(
              open_days,
              day -> exists(
                pauses_then,
                pause -> day > pause.started_on and day <= coalesce(pause.ended_on, closed_on)
              )
            )
          ),
          0
        )
    end as paused_days,
    case
      when paused or allowed_days is null then null
      when size(pauses_then) = 0 or allowed_days = 0 then unpaused_due_on
      else get(running_days, allowed_days - 1)
    end as due_on,
    case
      when paused or statutory_allowed_days is null then null
      when size(pauses_then) = 0 or statutory_allowed_days = 0 then unpaused_statutory_due_on
      else get(running_days, statutory_allowed_days - 1)
    end as statutory_due_on
  from running
),

distinguished as (
  select
    *,
    lag(struct(paused_days, paused, due_on, statutory_due_on)) over (
      partition by zone_code, case_number, known_from
      order by piece_from
    ) <=> struct(paused_days, paused, due_on, statutory_due_on) as is_repetition
  from reckoned
)

select
  distinguished.case_number,
  distinguished.zone_code,
  reference.project_key,
  distinguished.project_code,
  distinguished.project_name,
  distinguished.item_code,
  distinguished.item_name,
  distinguished.applicant_name,
  distinguished.applicant_identity_number,
  distinguished.channel,
  distinguished.accepted_on,
  distinguished.promised_days,
  distinguished.statutory_days,
  distinguished.paused_days,
  distinguished.paused,
  distinguished.due_on,
  case
    when due_day.previous_workday > distinguished.accepted_on then due_day.previous_workday
    else distinguished.due_on
  end as reminded_on,
  distinguished.statutory_due_on,
  distinguished.closed_on,
  distinguished.status,
  case
    when distinguished.status = 'closed'
      then distinguished.closed_seq - distinguished.accepted_seq - distinguished.paused_days
  end as working_days_used,
  case
    when distinguished.status = 'closed' then distinguished.closed_on <= distinguished.due_on
  end as on_time,
  distinguished.rating,
  distinguished.piece_from as known_from,
  coalesce(
    lead(distinguished.piece_from) over (
      partition by
        distinguished.zone_code, distinguished.case_number, distinguished.known_from
      order by distinguished.piece_from
    ),
    distinguished.known_to
  ) as known_to,
  distinguished.batch_id,
  distinguished.system,
  distinguished.source_file,
  distinguished.source_sheet,
  distinguished.source_row,
  distinguished.source_database,
  distinguished.source_table,
  distinguished.source_key
from distinguished
left join dim.project_reference as reference
  on
    distinguished.zone_code = reference.zone_code
    and reference.source_table = 'ods.approval_case'
    and distinguished.project_code <=> reference.project_code
    and reference.credit_code is null
    and distinguished.project_name <=> reference.project_name
left join dim.date as due_day on distinguished.due_on = due_day.date
where not distinguished.is_repetition
