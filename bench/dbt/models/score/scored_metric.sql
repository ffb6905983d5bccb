-- What a scheme asks of each zone in a month: a metric's weight, and where its points begin and
-- end. Weights in hundredths of a point, values in millionths.
select
  month.zone_code,
  month.period,
  class.zone_class,
  scheme.scheme,
  general.metric,
  general.metric_group,
  general.group_name,
  (general.weight::decimal(6, 2) * 100)::hugeint as weight,
  millionths(coalesce(special.floor, general.floor)::decimal(12, 4)) as floor,
  millionths(coalesce(special.target, general.target)::decimal(12, 4)) as target,
  millionths(general.minimum_denominator::decimal(20, 6)) as minimum_denominator,
  general.ledger_based = 'true' as ledger_based,
  general.needs_plans = 'true' as needs_plans
from {{ ref('zone_month') }} as month
inner join {{ ref('class_of_zone') }} as class
  on
    month.zone_code = class.zone_code
    and month.period between class.valid_from and class.valid_to
inner join {{ source('codes', 'score_scheme') }} as scheme
  on
    month.period between scheme.valid_from::date
    and coalesce(scheme.valid_to::date, date '9999-12-31')
inner join {{ source('codes', 'score_weight') }} as general
  on scheme.scheme = general.scheme and general.zone_class = 'any'
left join {{ source('codes', 'score_weight') }} as special
  on
    general.scheme = special.scheme
    and general.metric = special.metric
    and class.zone_class = special.zone_class
