-- The lists of assessments of regions that hold, in each reading.
select
  record.zone_code,
  record.preferred,
  record.listed_on,
  record.done_on,
  record.valid_to,
  statement.completeness
from {{ source('ods', 'region_assessment') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.region_assessment'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code = statement.scope
