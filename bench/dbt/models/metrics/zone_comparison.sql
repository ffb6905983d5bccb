-- Zones' figures that set one sum against another.
select
  compared.metric,
  one_sum.zone_code,
  one_sum.period,
  one_sum.numerator,
  other_sum.numerator as denominator,
  base_value(metric.formula, one_sum.numerator, other_sum.numerator, one_sum.period) as base,
  against(
    if(one_sum.base is null, 'exact', one_sum.bound),
    if(other_sum.base is null, 'exact', other_sum.bound)
  ) as bound,
  if(one_sum.numerator is null, one_sum.reason, metric.reason) as reason
from {{ ref('compared') }} as compared
inner join {{ ref('metric') }} as metric on compared.metric = metric.metric
inner join {{ ref('zone_sum') }} as one_sum on compared.sum_metric = one_sum.metric
inner join {{ ref('zone_sum') }} as other_sum
  on
    compared.against_metric = other_sum.metric
    and one_sum.zone_code = other_sum.zone_code
    and one_sum.period = other_sum.period
