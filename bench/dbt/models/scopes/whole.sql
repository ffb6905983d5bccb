-- Figures of scopes that are not those of their zones together.
with
measured as (
  select * from {{ ref('handling_days') }}
  union all
  select * from {{ ref('land_to_start') }}
)

select
  measured.*,
  base_value(metric.formula, measured.numerator, measured.denominator, measured.period) as base
from measured
inner join {{ ref('metric') }} as metric on measured.metric = metric.metric
