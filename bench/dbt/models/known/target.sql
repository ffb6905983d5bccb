-- The year's targets that hold.
select
  record.zone_code,
  record.year,
  record.investment_scope,
  record.preferred,
  record.amount,
  record.amount_bound,
  statement.completeness
from {{ source('ods', 'target_ledger') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.target_ledger'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code || '/year=' || record.year = statement.scope
