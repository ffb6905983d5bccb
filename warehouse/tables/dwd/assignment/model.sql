select
  assignment.zone_code,
  reference.project_key,
  assignment.assignment_number,
  assignment.subject_kind,
  assignment.project_name,
  assignment.project_code,
  assignment.key_project,
  assignment.team,
  assignment.role,
  assignment.unit,
  assignment.officer_key,
  assignment.assigned_from,
  assignment.assigned_to,
  assignment.note,
  assignment.known_from,
  assignment.known_to,
  assignment.batch_id,
  assignment.system,
  assignment.source_file,
  assignment.source_sheet,
  assignment.source_row,
  assignment.source_database,
  assignment.source_table,
  assignment.source_key,
  assignment.completeness
from vintage_assignment as assignment
left join dim.project_reference as reference
  on
    assignment.zone_code = reference.zone_code
    and reference.source_table = 'ods.assignment'
    and assignment.project_code <=> reference.project_code
    and reference.credit_code is null
    and assignment.project_name <=> reference.project_name
