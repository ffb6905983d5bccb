-- Two series that never merge: the zones' ledgers, and the statistics bureau's returns.
select
  ledger.zone_code,
  'ledger' as series,
  ledger.period,
  ledger.project_name as reference,
  reference.project_key,
  ledger.project_code,
  ledger.project_name,
  ledger.enterprise_name,
  ledger.category,
  ledger.key_project,
  ledger.total_investment,
  ledger.total_investment_bound,
  ledger.annual_plan,
  ledger.annual_plan_bound,
  ledger.month_investment,
  ledger.month_investment_bound,
  ledger.ytd_investment,
  ledger.ytd_investment_bound,
  ledger.cumulative_investment,
  ledger.cumulative_investment_bound,
  ledger.started_on,
  ledger.responsible_unit,
  ledger.issue,
  ledger.known_from,
  ledger.known_to,
  ledger.batch_id,
  ledger.system,
  ledger.source_file,
  ledger.source_sheet,
  ledger.source_row,
  ledger.source_database,
  ledger.source_table,
  ledger.source_key,
  ledger.completeness
from vintage_investment_ledger as ledger
inner join dim.project_reference as reference
  on
    ledger.zone_code = reference.zone_code
    and reference.source_table = 'ods.investment_ledger'
    and ledger.project_code <=> reference.project_code
    and ledger.credit_code <=> reference.credit_code
    and ledger.project_name <=> reference.project_name
union all
select
  statistic.zone_code,
  'statistics' as series,
  statistic.period,
  statistic.project_code as reference,
  reference.project_key,
  statistic.project_code,
  statistic.project_name,
  null as enterprise_name,
  null as category,
  null as key_project,
  null as total_investment,
  null as total_investment_bound,
  null as annual_plan,
  null as annual_plan_bound,
  statistic.month_investment,
  case when statistic.month_investment is not null then 'exact' end as month_investment_bound,
  statistic.ytd_investment,
  case when statistic.ytd_investment is not null then 'exact' end as ytd_investment_bound,
  statistic.cumulative_investment,
  case
    when statistic.cumulative_investment is not null then 'exact'
  end as cumulative_investment_bound,
  null as started_on,
  null as responsible_unit,
  null as issue,
  statistic.known_from,
  statistic.known_to,
  statistic.batch_id,
  statistic.system,
  statistic.source_file,
  statistic.source_sheet,
  statistic.source_row,
  statistic.source_database,
  statistic.source_table,
  statistic.source_key,
  null as completeness
from vintage_investment_statistics as statistic
inner join dim.project_reference as reference
  on
    statistic.zone_code = reference.zone_code
    and reference.source_table = 'ods.investment_statistics'
    and statistic.project_code <=> reference.project_code
    and reference.credit_code is null
    and statistic.project_name <=> reference.project_name
