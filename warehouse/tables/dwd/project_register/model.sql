select
  register.zone_code,
  reference.project_key,
  register.project_code,
  register.project_name,
  register.credit_code,
  register.enterprise_name,
  register.category,
  register.planned_investment,
  register.filed_on,
  register.signed_on,
  register.permit_on,
  register.started_on,
  register.entered_statistics_on,
  register.commitment_eligible,
  register.proxy_eligible,
  register.responsible_unit,
  register.known_from,
  register.known_to,
  register.batch_id,
  register.system,
  register.source_file,
  register.source_sheet,
  register.source_row,
  register.source_database,
  register.source_table,
  register.source_key
from vintage_project_register as register
inner join dim.project_reference as reference
  on
    register.zone_code = reference.zone_code
    and reference.source_table = 'ods.project_register'
    and register.project_code <=> reference.project_code
    and register.credit_code <=> reference.credit_code
    and register.project_name <=> reference.project_name
