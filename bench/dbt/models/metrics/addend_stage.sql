-- Projects of 三个一批: how far they came; of those of a round, from the day of the zone's next
-- round on, how many went a step further; what was paid in and what is made, against what was
-- promised.
with
cohort as (
  select
    stage.*,
    (
      select min(later.round_on)
      from {{ ref('stage') }} as later
      where later.zone_code = stage.zone_code and later.round_on > stage.round_on
    ) as next_round_on,
    onward.stage_on as next_stage_on,
    if(stage.stage = 'signed', 'signed_start_rate', 'start_production_rate') as metric
  from {{ ref('stage') }} as stage
  left join {{ ref('stage') }} as onward
    on
      stage.zone_code = onward.zone_code
      and stage.project_number = onward.project_number
      and onward.stage = if(stage.stage = 'signed', 'started', 'producing')
  where stage.stage in ('signed', 'started')
)

select
  metric.metric,
  'numerator' as part,
  stage.zone_code,
  stage.stage_on as day,
  'always' as lasting,
  one(metric.metric = stage.stage || '_projects') as amount,
  null as bound,
  stage.completeness
from {{ ref('stage') }} as stage
inner join {{ ref('metric') }} as metric
  on
    metric.metric in (
      'signed_projects', 'started_projects', 'producing_projects', 'on_target_projects'
    )
union all
-- with a round there is something to rate, if only later
select
  metric, unnest(['numerator', 'denominator']), zone_code, round_on, 'always', 0, null, completeness
from cohort
union all
select metric, 'denominator', zone_code, next_round_on, 'always', one(true), null, completeness
from cohort
where next_round_on is not null
union all
select
  metric, 'numerator', zone_code, greatest(next_round_on, next_stage_on), 'always',
  one(true), null, completeness
from cohort
where next_round_on is not null and next_stage_on is not null
union all
select
  'output_attainment_rate', 'numerator', zone_code, stage_on, 'always',
  millionths(actual_output), actual_output_bound, completeness
from {{ ref('stage') }}
where stage = 'producing' and actual_output is not null and expected_output is not null
union all
select
  'output_attainment_rate', 'denominator', zone_code, stage_on, 'always',
  millionths(expected_output), expected_output_bound, completeness
from {{ ref('stage') }}
where stage = 'producing' and actual_output is not null and expected_output is not null
union all
select
  'paid_in_rate', 'numerator', zone_code, stage_on, 'always',
  millionths(paid_in_amount), paid_in_amount_bound, completeness
from {{ ref('stage') }}
where stage = 'signed' and contracted_amount is not null
union all
select
  'paid_in_rate', 'denominator', zone_code, stage_on, 'always',
  millionths(contracted_amount), contracted_amount_bound, completeness
from {{ ref('stage') }}
where stage = 'signed' and contracted_amount is not null
