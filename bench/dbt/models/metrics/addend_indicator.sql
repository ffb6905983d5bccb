-- Indicators that zones rule, the intensity of investment, how parcels are accepted, and the
-- assessments of regions.
with
intensity as (
  select
    metric.metric,
    indicator.*
  from {{ ref('indicator') }} as indicator
  inner join (
    values ('investment_intensity', 'accepted'), ('promised_investment_intensity', 'promised')
  ) as metric (metric, stage)
    on indicator.stage = metric.stage
  where
    indicator.indicator = 'investment_intensity'
    and indicator.fixed_investment is not null
    and indicator.land_area is not null
),

accepted as (
  select *
  from {{ ref('indicator') }}
  where stage = 'accepted'
),

assessment as (
  select
    *,
    greatest(listed_on, done_on) as counts_from,
    greatest(listed_on, done_on, valid_to + 1) as expires_on
  from {{ ref('assessment') }}
  where preferred
)

select
  'control_indicators' as metric,
  'numerator' as part,
  zone_code,
  min(determined_on) as day,
  'always' as lasting,
  one(true) as amount,
  null as bound,
  null as completeness
from {{ ref('indicator') }}
where stage = 'rule' and determined_on is not null
group by zone_code, indicator
union all
select
  'control_indicators', 'numerator', zone_code, determined_on, 'always', 0,
  if(stage = 'rule' and not list_complete, 'at_least', null), completeness
from {{ ref('indicator') }}
where determined_on is not null
union all
select
  metric, 'numerator', zone_code, determined_on, 'always', millionths(fixed_investment),
  fixed_investment_bound, completeness
from intensity
union all
select
  metric, 'denominator', zone_code, determined_on, 'always', millionths(land_area), null,
  completeness
from intensity
union all
select
  'control_indicator_pass_rate', 'numerator', zone_code, determined_on, 'year', one(passed), null,
  completeness
from accepted
union all
select
  'control_indicator_pass_rate', 'denominator', zone_code, determined_on, 'year',
  one(passed is not null), null, completeness
from accepted
union all
-- with an assessment there is something to count, if only nothing
select
  unnest(['assessments_done', 'expired_assessments', 'region_assessment_completion_rate']),
  'numerator', zone_code, listed_on, 'always', 0, null, completeness
from assessment
union all
select 'assessments_done', 'numerator', zone_code, counts_from, 'always', one(true), null, null
from assessment
where done_on is not null
union all
select 'expired_assessments', 'numerator', zone_code, expires_on, 'always', one(true), null, null
from assessment
where done_on is not null and valid_to is not null
union all
select
  'region_assessment_completion_rate', 'numerator', zone_code, counts_from, 'always', one(true),
  null, null
from assessment
where done_on is not null
union all
select
  'region_assessment_completion_rate', 'numerator', zone_code, expires_on, 'always', -one(true),
  null, null
from assessment
where done_on is not null and valid_to is not null
union all
select
  'region_assessment_completion_rate', 'denominator', zone_code, listed_on, 'always', one(true),
  null, completeness
from assessment
