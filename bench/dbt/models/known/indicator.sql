-- The lists of indicators of parcels that hold, each of all years.
select
  record.zone_code,
  record.stage,
  record.contract_number,
  record.indicator,
  record.fixed_investment,
  record.fixed_investment_bound,
  record.land_area,
  record.due_on,
  record.determined_on,
  record.passed,
  record.list_complete,
  statement.completeness
from {{ source('ods', 'parcel_indicator') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.parcel_indicator'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code = statement.scope
