select
  batch.zone_code,
  reference.project_key,
  batch.batch_number,
  batch.project_name,
  batch.project_code,
  batch.kind,
  batch.area,
  batch.submitted_on,
  batch.approved_on,
  batch.approval_number,
  batch.list_complete,
  batch.known_from,
  batch.known_to,
  batch.batch_id,
  batch.system,
  batch.source_file,
  batch.source_sheet,
  batch.source_row,
  batch.source_database,
  batch.source_table,
  batch.source_key
from vintage_land_batch as batch
left join dim.project_reference as reference
  on
    batch.zone_code = reference.zone_code
    and reference.source_table = 'ods.land_batch'
    and batch.project_code <=> reference.project_code
    and reference.credit_code is null
    and batch.project_name <=> reference.project_name
