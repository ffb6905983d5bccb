-- The year's appraisals that hold.
select
  record.zone_code,
  record.year,
  record.scheme,
  record.assessed_period,
  record.item_group,
  record.weight,
  statement.completeness
from {{ source('ods', 'appraisal_item') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.appraisal_item'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code || '/year=' || record.year = statement.scope
