-- The ledgers of 三个一批 that hold, each of all rounds.
select
  record.zone_code,
  record.project_number,
  record.stage,
  record.round_on,
  record.stage_on,
  record.contracted_amount,
  record.contracted_amount_bound,
  record.paid_in_amount,
  record.paid_in_amount_bound,
  record.expected_output,
  record.expected_output_bound,
  record.actual_output,
  record.actual_output_bound,
  statement.completeness
from {{ source('ods', 'project_stage') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.project_stage'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code = statement.scope
