-- Both sides beside each other, where they differ.
with
ads as (
  select
    scope_kind,
    scope_code,
    metric,
    period,
    published(value) as value,
    published(numerator) as numerator,
    published(denominator) as denominator,
    bound,
    null_reason,
    applicable,
    covered_zones,
    applicable_zones
  from {{ source('ads', 'metric_value') }}
),

figure as (
  select * from {{ ref('figure') }}
),

beside as (
  select
    case
      when ads.metric is null then 'missing in ads'
      when figure.metric is null then 'only in ads'
      else
        concat_ws(
          ',',
          if(ads.value is distinct from figure.value, 'value', null),
          if(ads.numerator is distinct from figure.numerator, 'numerator', null),
          if(ads.denominator is distinct from figure.denominator, 'denominator', null),
          if(ads.bound is distinct from figure.bound, 'bound', null),
          if(ads.null_reason is distinct from figure.null_reason, 'null_reason', null),
          if(ads.applicable is distinct from figure.applicable, 'applicable', null),
          if(ads.covered_zones is distinct from figure.covered_zones, 'covered_zones', null),
          if(
            ads.applicable_zones is distinct from figure.applicable_zones, 'applicable_zones', null
          )
        )
    end as what,
    coalesce(ads.scope_kind, figure.scope_kind) as scope_kind,
    coalesce(ads.scope_code, figure.scope_code) as scope_code,
    coalesce(ads.metric, figure.metric) as metric,
    coalesce(ads.period, figure.period) as period,
    -- whole rows
    ads as published, -- noqa: RF02
    figure as computed -- noqa: RF02
  from ads
  full outer join figure
    on
      ads.scope_kind = figure.scope_kind
      and ads.scope_code = figure.scope_code
      and ads.metric = figure.metric
      and ads.period = figure.period
)

select *
from beside
where what <> ''
