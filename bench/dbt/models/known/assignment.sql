-- The lists of assignments that hold.
select
  record.zone_code,
  record.subject_kind,
  project(record.project_code, record.project_name) as project,
  record.key_project,
  record.team,
  record.role,
  record.assigned_from,
  record.assigned_to,
  statement.completeness
from {{ source('ods', 'assignment') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.assignment'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code = statement.scope
