select
  record.zone_code,
  reference.project_key,
  record.record_number,
  record.stage,
  record.contract_number,
  record.project_name,
  record.project_code,
  record.indicator,
  record.threshold,
  record.value,
  record.value_unit,
  record.fixed_investment,
  record.fixed_investment_bound,
  record.land_area,
  record.due_on,
  record.determined_on,
  record.passed,
  record.list_complete,
  record.note,
  record.known_from,
  record.known_to,
  record.batch_id,
  record.system,
  record.source_file,
  record.source_sheet,
  record.source_row,
  record.source_database,
  record.source_table,
  record.source_key,
  record.completeness
from vintage_parcel_indicator as record
left join dim.project_reference as reference
  on
    record.zone_code = reference.zone_code
    and reference.source_table = 'ods.parcel_indicator'
    and record.project_code <=> reference.project_code
    and reference.credit_code is null
    and record.project_name <=> reference.project_name
