-- The lists of staff that hold.
select
  record.zone_code,
  record.period,
  record.tier,
  record.headcount,
  record.contracts,
  record.expiring_contracts,
  statement.completeness
from {{ source('ods', 'staff_snapshot') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.staff_snapshot'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code || '/period=' || record.period = statement.scope
