-- The lists of events that hold, each of all years.
select
  record.zone_code,
  record.kind,
  record.subtype,
  record.status,
  record.quantity,
  coalesce(record.happened_on, record.reported_on) as day,
  statement.completeness
from {{ source('ods', 'event') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.event'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code = statement.scope
