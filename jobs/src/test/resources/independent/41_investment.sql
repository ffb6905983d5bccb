-- Investment by the zones' ledgers, by the statistics bureau, and the year's targets.
insert into addend
select
  metric.metric, 'numerator', ledger.zone_code, ledger.period,
  millionths(
    if(
      metric.metric = 'infrastructure_investment',
      ledger.cumulative_investment,
      ledger.ytd_investment
    )
  ),
  if(
    metric.metric = 'infrastructure_investment',
    ledger.cumulative_investment_bound,
    ledger.ytd_investment_bound
  ),
  ledger.completeness
from ledger
inner join metric
  on
    metric.metric = 'investment_ledger'
    or (metric.metric = 'key_project_investment' and ledger.key_project)
    or (metric.metric = 'industry_investment' and ledger.category = 'industry')
    or (metric.metric = 'infrastructure_investment' and ledger.category = 'infrastructure');

insert into addend
select
  'industry_investment_share', 'numerator', zone_code, period,
  case when category = 'industry' then millionths(ytd_investment) else 0 end,
  case when category = 'industry' then ytd_investment_bound end,
  completeness
from ledger
union all
select
  'industry_investment_share', 'denominator', zone_code, period,
  millionths(ytd_investment), ytd_investment_bound, completeness
from ledger;

insert into addend
select
  'on_schedule_project_share', 'numerator', zone_code, period,
  one(annual_plan > 0 and ytd_investment * 12 >= annual_plan * month(period)), null, completeness
from ledger
union all
select
  'on_schedule_project_share', 'denominator', zone_code, period,
  one(annual_plan > 0), null, completeness
from ledger
union all
select 'planned_projects', 'numerator', zone_code, period, one(annual_plan > 0), null, completeness
from ledger;

insert into addend
select
  'investment_statistics', 'numerator', zone_code, period, millionths(ytd_investment), null, null
from statistics;

-- A target holds for all months of its year; of two readings the preferred one.
insert into addend
select
  metric.metric, 'numerator', target.zone_code, month.period,
  millionths(target.amount), target.amount_bound, target.completeness
from target
inner join zone_month as month
  on target.zone_code = month.zone_code and target.year = year(month.period)
inner join metric
  on
    (
      target.investment_scope = 'all'
      and metric.metric in ('investment_target', 'scheduled_investment')
    )
    or (target.investment_scope = 'industry' and metric.metric = 'industry_investment_target')
where target.preferred;
