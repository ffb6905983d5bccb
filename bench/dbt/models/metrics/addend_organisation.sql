-- Staff at the month's end, how persons moved, what was recognised, and how work is appraised.
with
move as (
  select *
  from {{ ref('event') }}
  where kind = 'personnel_move'
),

title as (
  select *
  from {{ ref('event') }}
  where kind = 'recognition'
),

-- which of the quantities of a move count, and which way
weighed as (
  select
    move.*,
    metric.metric,
    case
      when metric.metric = 'personnel_moves' then 1
      when move.subtype = 'hired' then 1
      when metric.metric = 'market_hires' then 0
      when move.subtype in ('appointed_in', 'transferred_in') then 1
      when move.subtype in ('promoted_out', 'transferred_out') then -1
      else 0
    end as sign
  from move
  inner join {{ ref('metric') }} as metric
    on metric.metric in ('personnel_moves', 'net_staff_inflow', 'market_hires')
)

select
  'staff_headcount' as metric,
  'numerator' as part,
  zone_code,
  period as day,
  'month' as lasting,
  headcount * 1000000::hugeint as amount,
  null as bound,
  completeness
from {{ ref('staff') }}
union all
select
  'contracted_staff', 'numerator', zone_code, period, 'month',
  contracts * 1000000::hugeint, null, completeness
from {{ ref('staff') }}
union all
select
  'expiring_contracts', 'numerator', zone_code, period, 'month',
  expiring_contracts * 1000000::hugeint, null, completeness
from {{ ref('staff') }}
union all
select
  'contract_coverage', 'numerator', zone_code, period, 'month',
  if(tier <> 'leader', contracts * 1000000::hugeint, 0), null, completeness
from {{ ref('staff') }}
union all
select
  'contract_coverage', 'denominator', zone_code, period, 'month',
  if(tier <> 'leader', headcount * 1000000::hugeint, 0), null, completeness
from {{ ref('staff') }}
union all
select
  metric, 'numerator', zone_code, day, 'always',
  if(sign = 0, 0, sign * quantity * 1000000::hugeint),
  -- what may be more of what leaves is at most
  case when sign < 0 and quantity is null then 'at_most' end,
  completeness
from weighed
union all
select
  'recognitions', 'numerator', zone_code, day, 'always',
  one(subtype = 'title' and status = 'granted'), null, completeness
from title
union all
select
  'recognitions_applied', 'numerator', zone_code, day, 'always',
  one(subtype = 'title' and status = 'applied'), null, completeness
from title
union all
select
  'term_targets', 'numerator', zone_code, make_date(year, 1, 1), 'year',
  one(scheme = 'term'), null, completeness
from {{ ref('appraisal') }}
union all
select
  'appraisal_weight_projects', 'numerator', zone_code, make_date(year, 1, 1), 'year',
  if(scheme = 'staff' and item_group = 'investment_and_projects', millionths(weight), 0),
  null, completeness
from {{ ref('appraisal') }}
union all
select
  'appraisal_weight_projects', 'denominator', zone_code, make_date(year, 1, 1), 'year',
  if(scheme = 'staff', millionths(weight), 0), null, completeness
from {{ ref('appraisal') }}
union all
select
  'appraisals_per_year', 'numerator', zone_code, make_date(year, 1, 1), 'year',
  one(scheme = 'staff'), null, max(completeness)
from {{ ref('appraisal') }}
group by zone_code, year, scheme, if(scheme = 'staff', assessed_period, null)
