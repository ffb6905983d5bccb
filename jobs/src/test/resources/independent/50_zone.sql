-- Zones' figures of what adds up.
create table part as
select
  metric,
  zone_code,
  period,
  sum(amount) filter (where part = 'numerator') as numerator,
  sum(amount) filter (where part = 'denominator') as denominator,
  together(
    count(*) filter (where part = 'numerator' and bound = 'about') > 0,
    count(*) filter (
      where part = 'numerator' and (bound = 'at_least' or amount is null or completeness = 'partial')
    ) > 0,
    count(*) filter (where part = 'numerator' and bound = 'at_most') > 0
  ) as numerator_bound,
  together(
    count(*) filter (where part = 'denominator' and bound = 'about') > 0,
    count(*) filter (
      where part = 'denominator' and (bound = 'at_least' or amount is null or completeness = 'partial')
    ) > 0,
    count(*) filter (where part = 'denominator' and bound = 'at_most') > 0
  ) as denominator_bound
from addend
group by metric, zone_code, period;

-- A value in base units, in 10^-12.
create macro base_value(formula, numerator, denominator, period) as
  case
    when formula = 'sum' or formula = 'first part' then numerator * 1000000
    when formula = 'first part of five' and denominator >= 5000000 then numerator * 1000000
    when formula = 'by month' then half_up(numerator * 1000000 * month(period), 12)
    when coalesce(denominator, 0) = 0 then null
    when formula = 'ratio' then half_up(numerator * 1000000000000::hugeint, denominator)
    when formula = 'one less ratio'
      then half_up((denominator - numerator) * 1000000000000::hugeint, denominator)
    when formula = 'ratio less schedule'
      then
        half_up(
          (12 * numerator - month(period) * denominator) * 1000000000000::hugeint, 12 * denominator
        )
    when formula = 'difference' then (numerator - denominator) * 1000000
  end;

create table zone_sum as
with
filled as (
  select
    metric.metric,
    metric.formula,
    month.zone_code,
    month.period,
    case
      when part.metric is not null then part.numerator
      when metric.formula = 'sum' and told.topic is not null then 0
    end as numerator,
    part.denominator,
    case
      when part.metric is not null then part.numerator_bound
      when told.completeness = 'partial' then 'at_least'
      else 'exact'
    end as numerator_bound,
    coalesce(part.denominator_bound, 'exact') as denominator_bound,
    case
      when metric.zero_by = 'ledger' and told.topic is null then 'not_reported'
      when metric.zero_by = 'ledger' and told.completeness = 'empty' then 'none_stated'
      else metric.reason
    end as reason
  from metric
  cross join zone_month as month
  left join part
    on
      metric.metric = part.metric
      and month.zone_code = part.zone_code
      and month.period = part.period
  left join told
    on
      metric.zero_by = told.topic
      and month.zone_code = told.zone_code
      and month.period = told.period
  where
    metric.metric not in (
      'annual_completion_rate',
      'industry_completion_rate',
      'schedule_deviation',
      'target_excess',
      'industry_target_excess',
      'investment_series_gap',
      'handling_days_p50',
      'handling_days_p90',
      'commitment_projects',
      'commitment_items',
      'proxy_service_projects',
      'proxy_service_items',
      'land_to_start_days'
    )
)

select
  metric, zone_code, period, numerator, denominator,
  base_value(formula, numerator, denominator, period) as base,
  case
    when denominator is null then numerator_bound
    else against(numerator_bound, denominator_bound)
  end as bound,
  reason
from filled;

-- What sets one sum against another.
create table compared (metric varchar, sum_metric varchar, against_metric varchar);
insert into compared values
('annual_completion_rate', 'investment_ledger', 'investment_target'),
('industry_completion_rate', 'industry_investment', 'industry_investment_target'),
('schedule_deviation', 'investment_ledger', 'investment_target'),
('target_excess', 'investment_ledger', 'investment_target'),
('industry_target_excess', 'industry_investment', 'industry_investment_target'),
('investment_series_gap', 'investment_ledger', 'investment_statistics');

insert into zone_sum
select
  compared.metric, a.zone_code, a.period, a.numerator, b.numerator,
  base_value(metric.formula, a.numerator, b.numerator, a.period),
  against(
    if(a.base is null, 'exact', a.bound), if(b.base is null, 'exact', b.bound)
  ),
  if(a.numerator is null, a.reason, metric.reason)
from compared
inner join metric on compared.metric = metric.metric
inner join zone_sum as a on compared.sum_metric = a.metric
inner join zone_sum as b
  on
    compared.against_metric = b.metric
    and a.zone_code = b.zone_code
    and a.period = b.period;
