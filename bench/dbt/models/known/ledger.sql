-- The zones' ledgers of investment that hold.
select
  record.zone_code,
  record.period,
  record.category,
  record.key_project,
  record.annual_plan,
  record.annual_plan_bound,
  record.ytd_investment,
  record.ytd_investment_bound,
  record.cumulative_investment,
  record.cumulative_investment_bound,
  statement.completeness
from {{ source('ods', 'investment_ledger') }} as record
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.investment_ledger'
    and record.batch_id = statement.batch_id
    and 'zone_code=' || record.zone_code || '/period=' || record.period = statement.scope
