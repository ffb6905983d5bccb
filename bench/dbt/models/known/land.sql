-- The ledgers of land that hold, each of all years.
select
  record.zone_code,
  record.land_use,
  record.area,
  record.area_bound,
  record.standard_land,
  record.contract_date,
  record.started_on,
  record.agreed_start_on,
  record.land_batch_number,
  record.idle_status,
  record.idle_status_on,
  record.idle_area,
  coalesce(record.contract_date >= reform.valid_from::date, false) as since_reform,
  statement.completeness
from {{ source('ods', 'land_ledger') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.land_ledger'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code = statement.scope
left join {{ source('codes', 'zone_attribute') }} as reform
  on record.zone_code = reform.zone_code and reform.attribute = 'standard_land_reform'
