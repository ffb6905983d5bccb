-- Every version of a case, cut wherever what is known of its pauses changed. The day of acceptance
-- is not counted. A day counts as paused after the pause's first day and up to its last; pauses
-- that overlap count once. The due date is the first working day on which as many unpaused working
-- days have passed as were promised (or, without a promise, as the law allows). While a pause is
-- open there is none, and beyond the official calendars there is none either.
with cut as (
  select
    case_number,
    known_from as cut_on
  from vintage_approval_pause
  union
  select
    case_number,
    known_to as cut_on
  from vintage_approval_pause
  where known_to is not null
),

start as (
  select
    case_number,
    known_from,
    known_from as piece_from
  from vintage_approval_case
  union
  select
    a_case.case_number,
    a_case.known_from,
    cut.cut_on as piece_from
  from vintage_approval_case as a_case
  inner join cut
    on
      a_case.case_number = cut.case_number
      and a_case.known_from < cut.cut_on
      and (a_case.known_to is null or a_case.known_to > cut.cut_on)
),

piece as (
  select
    a_case.*,
    start.piece_from,
    accepted_day.workday_seq as accepted_seq,
    case when accepted_day.is_workday then 0 else 1 end as least_days,
    closed_day.workday_seq as closed_seq,
    coalesce(a_case.promised_days, a_case.statutory_days) as allowed_days
  from start
  inner join vintage_approval_case as a_case
    on start.case_number = a_case.case_number and start.known_from = a_case.known_from
  left join dim.date as accepted_day on a_case.accepted_on = accepted_day.date
  left join dim.date as closed_day on a_case.closed_on = closed_day.date
),

pause as (
  select
    piece.case_number,
    piece.piece_from,
    piece.accepted_on,
    piece.closed_on,
    piece.accepted_seq,
    piece.least_days,
    piece.allowed_days,
    pause.started_on,
    coalesce(pause.ended_on, piece.closed_on) as ended_on
  from piece
  inner join vintage_approval_pause as pause
    on
      piece.case_number = pause.case_number
      and piece.piece_from >= pause.known_from
      and (pause.known_to is null or piece.piece_from < pause.known_to)
),

paused_day as (
  select distinct
    pause.case_number,
    pause.piece_from,
    day.date
  from pause
  inner join dim.date as day
    on
      day.is_workday
      and pause.accepted_on < day.date
      and pause.started_on < day.date
      and pause.ended_on >= day.date
      and (pause.closed_on is null or pause.closed_on >= day.date)
),

counted as (
  select
    case_number,
    piece_from,
    count(*) as days
  from paused_day
  group by case_number, piece_from
),

paused as (
  select
    pause.case_number,
    pause.piece_from,
    bool_or(pause.ended_on is null) as is_open,
    max(pause.accepted_seq) as accepted_seq,
    max(greatest(pause.allowed_days, pause.least_days)) as allowed_days,
    coalesce(max(counted.days), 0) as days
  from pause
  left join counted
    on pause.case_number = counted.case_number and pause.piece_from = counted.piece_from
  group by pause.case_number, pause.piece_from
),

running_day as (
  select
    paused.case_number,
    paused.piece_from,
    paused.allowed_days,
    day.date,
    row_number() over (
      partition by paused.case_number, paused.piece_from
      order by day.date
    ) as running_days
  from paused
  inner join dim.date as day
    on
      day.is_workday
      and paused.accepted_seq < day.workday_seq
      and day.workday_seq <= paused.accepted_seq + paused.allowed_days + paused.days
  left anti join paused_day
    on
      paused.case_number = paused_day.case_number
      and paused.piece_from = paused_day.piece_from
      and day.date = paused_day.date
),

paused_due as (
  select
    case_number,
    piece_from,
    date as due_on
  from running_day
  where running_days = allowed_days
),

reckoned as (
  select
    piece.*,
    cast(coalesce(paused.days, 0) as int) as paused_days,
    coalesce(paused.is_open, false) as paused,
    case
      when paused.case_number is null then due_day.date
      when not paused.is_open then paused_due.due_on
    end as due_on,
    case
      when piece.status = 'closed'
        then cast(piece.closed_seq - piece.accepted_seq - coalesce(paused.days, 0) as int)
    end as working_days_used
  from piece
  left join paused
    on piece.case_number = paused.case_number and piece.piece_from = paused.piece_from
  left join paused_due
    on piece.case_number = paused_due.case_number and piece.piece_from = paused_due.piece_from
  left join dim.date as due_day
    on
      due_day.is_workday
      and piece.accepted_seq + greatest(piece.allowed_days, piece.least_days)
      = due_day.workday_seq
),

distinguished as (
  select
    *,
    lag(struct(paused_days, paused, due_on, working_days_used)) over (
      partition by case_number, known_from
      order by piece_from
    ) <=> struct(paused_days, paused, due_on, working_days_used) as is_repetition
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
  distinguished.closed_on,
  distinguished.status,
  distinguished.working_days_used,
  case
    when distinguished.status = 'closed' then distinguished.closed_on <= distinguished.due_on
  end as on_time,
  distinguished.rating,
  distinguished.piece_from as known_from,
  coalesce(
    lead(distinguished.piece_from) over (
      partition by distinguished.case_number, distinguished.known_from
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
where not distinguished.is_repetition
