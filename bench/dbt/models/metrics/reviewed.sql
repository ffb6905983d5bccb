-- Parcels whose review was due in the year, and those of them all of whose indicators had passed.
with
contract as (
  select
    indicator.zone_code,
    month.period,
    indicator.contract_number,
    bool_and(coalesce(indicator.passed and indicator.determined_on <= month.month_end, false))
      as has_passed,
    bool_or(coalesce(indicator.completeness = 'partial', false)) as is_partial
  from {{ ref('indicator') }} as indicator
  inner join {{ ref('zone_month') }} as month
    on
      indicator.zone_code = month.zone_code
      and indicator.due_on <= month.month_end
      and year(indicator.due_on) = year(month.period)
  where indicator.stage = 'reviewed'
  group by indicator.zone_code, month.period, indicator.contract_number
)

select
  'capacity_review_pass_rate' as metric,
  zone_code,
  period,
  sum(one(contract_number is not null and has_passed)) as numerator,
  sum(one(contract_number is not null)) as denominator,
  if(bool_or(is_partial), 'at_least', 'exact') as numerator_bound,
  if(bool_or(is_partial), 'at_least', 'exact') as denominator_bound
from contract
group by zone_code, period
