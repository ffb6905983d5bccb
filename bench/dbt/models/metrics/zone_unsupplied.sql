-- Of the approved land of a zone, what is not supplied yet.
select
  metric.metric,
  approved.zone_code,
  approved.period,
  approved.numerator - supplied.numerator as numerator,
  approved.numerator as denominator,
  base_value(
    metric.formula, approved.numerator - supplied.numerator, approved.numerator, approved.period
  ) as base,
  against(
    together(
      'about' in (approved.bound, supplied.bound),
      approved.bound = 'at_least' or supplied.bound = 'at_most',
      approved.bound = 'at_most' or supplied.bound = 'at_least'
    ),
    approved.bound
  ) as bound,
  case
    when approved.numerator is null then approved.reason
    when supplied.numerator is null then supplied.reason
    else metric.reason
  end as reason
from {{ ref('zone_sum') }} as approved
inner join {{ ref('zone_sum') }} as supplied
  on approved.zone_code = supplied.zone_code and approved.period = supplied.period
inner join {{ ref('metric') }} as metric on metric.metric = 'unsupplied_land_rate'
where
  approved.metric = 'approved_urban_land_area'
  and supplied.metric = 'supplied_batch_land_area'
