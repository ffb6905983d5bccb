-- Deductions and manual changes of scores that hold.
select
  record.zone_code,
  record.year,
  record.kind,
  record.points,
  record.effective_on
from {{ source('ods', 'score_adjustment') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.score_adjustment'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code || '/year=' || record.year = statement.scope
where record.decided_on is not null and record.appeal_state <> 'upheld'
