-- The figures of a scope's zones, and to which of them the metric applies.
select
  place.scope_kind,
  place.scope_code,
  figure.metric,
  figure.period,
  metric.formula,
  applies(metric.classes, place.zone_class) as applicable,
  figure.base is not null and applies(metric.classes, place.zone_class) as has_value,
  figure.numerator,
  figure.denominator,
  figure.bound,
  if(figure.base is null and applies(metric.classes, place.zone_class), figure.reason, null)
    as reason
from {{ ref('zone_figure') }} as figure
inner join {{ ref('metric') }} as metric on figure.metric = metric.metric
inner join {{ ref('place') }} as place
  on figure.zone_code = place.zone_code and figure.period = place.period
