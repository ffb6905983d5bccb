-- Industrial parcels of the last two years that had thirty days to begin, and those that did begin
-- in time. What began before its contract is neither.
with
parcel as (
  select
    land.zone_code,
    month.period,
    land.completeness,
    land.started_on between land.contract_date and land.contract_date + 30 as is_prompt,
    land.contract_date > month.month_end - interval 24 month
    and land.contract_date + 30 <= month.month_end
    and coalesce(land.started_on >= land.contract_date, true) as counts
  from {{ ref('land') }} as land
  inner join {{ ref('zone_month') }} as month
    on land.zone_code = month.zone_code and land.contract_date <= month.month_end
  where land.land_use = 'industrial'
)

select
  'prompt_start_rate' as metric,
  zone_code,
  period,
  sum(one(counts and is_prompt)) as numerator,
  sum(one(counts)) as denominator,
  if(bool_or(completeness = 'partial'), 'at_least', 'exact') as numerator_bound,
  if(bool_or(completeness = 'partial'), 'at_least', 'exact') as denominator_bound
from parcel
group by zone_code, period
