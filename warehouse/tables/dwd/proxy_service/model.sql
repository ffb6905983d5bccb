select
  service.service_number,
  service.zone_code,
  reference.project_key,
  service.project_code,
  service.project_name,
  service.item_code,
  service.item_name,
  service.agent_role,
  service.started_on,
  service.ended_on,
  service.known_from,
  service.known_to,
  service.batch_id,
  service.system,
  service.source_file,
  service.source_sheet,
  service.source_row,
  service.source_database,
  service.source_table,
  service.source_key
from vintage_proxy_service as service
left join dim.project_reference as reference
  on
    service.zone_code = reference.zone_code
    and reference.source_table = 'ods.proxy_service'
    and service.project_code <=> reference.project_code
    and reference.credit_code is null
    and service.project_name <=> reference.project_name
