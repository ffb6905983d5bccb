-- Parcels supplied. A start is prompt within 30 days of the contract: a convention of this project,
-- since no law sets a limit for 拿地即开工.
select
  land.zone_code,
  land.contract_number,
  reference.project_key,
  land.project_code,
  land.project_name,
  land.enterprise_name,
  land.credit_code,
  land.parcel_name,
  land.parcel_code,
  land.supervision_number,
  land.land_use,
  land.area,
  land.area_bound,
  land.standard_land,
  land.price,
  land.price_bound,
  land.contract_date,
  land.started_on,
  land.core_area,
  land.agreed_start_on,
  land.land_batch_number,
  land.idle_status,
  land.idle_status_on,
  land.idle_area,
  date_add(land.contract_date, 30) as prompt_start_due_on,
  coalesce(land.contract_date >= reform.valid_from, false) as supplied_since_reform,
  land.known_from,
  land.known_to,
  land.batch_id,
  land.system,
  land.source_file,
  land.source_sheet,
  land.source_row,
  land.source_database,
  land.source_table,
  land.source_key,
  land.completeness
from vintage_land_ledger as land
left join dim.project_reference as reference
  on
    land.zone_code = reference.zone_code
    and reference.source_table = 'ods.land_ledger'
    and land.project_code <=> reference.project_code
    and land.credit_code <=> reference.credit_code
    and land.project_name <=> reference.project_name
left join dim.zone_attribute as reform
  on land.zone_code = reform.zone_code and reform.attribute = 'standard_land_reform'
