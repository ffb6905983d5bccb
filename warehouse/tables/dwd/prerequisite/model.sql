select
  prerequisite.zone_code,
  reference.project_key,
  prerequisite.prerequisite_number,
  prerequisite.kind,
  prerequisite.requirement,
  prerequisite.title,
  prerequisite.project_name,
  prerequisite.project_code,
  prerequisite.parcel_name,
  prerequisite.required_on,
  prerequisite.due_on,
  prerequisite.done_on,
  prerequisite.known_from,
  prerequisite.known_to,
  prerequisite.batch_id,
  prerequisite.system,
  prerequisite.source_file,
  prerequisite.source_sheet,
  prerequisite.source_row,
  prerequisite.source_database,
  prerequisite.source_table,
  prerequisite.source_key
from vintage_prerequisite as prerequisite
left join dim.project_reference as reference
  on
    prerequisite.zone_code = reference.zone_code
    and reference.source_table = 'ods.prerequisite'
    and prerequisite.project_code <=> reference.project_code
    and reference.credit_code is null
    and prerequisite.project_name <=> reference.project_name
