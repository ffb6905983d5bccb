-- Scores and their parts that differ from those that are published.
with
published_part as (
  select
    zone_code,
    period,
    scheme,
    metric,
    state,
    published(value) as value,
    published(score_low) as low,
    published(score_high) as high,
    published(effective_weight) as effective_weight,
    published(points_low) as points_low,
    published(points_high) as points_high
  from {{ source('ads', 'score_part') }}
),

computed_part as (
  select
    zone_code,
    period,
    scheme,
    metric,
    state,
    value,
    low::hugeint as low,
    high::hugeint as high,
    effective_weight::hugeint as effective_weight,
    points_low::hugeint as points_low,
    points_high::hugeint as points_high
  from {{ ref('score_part') }}
),

published_score as (
  select
    zone_code,
    period,
    scheme,
    zone_class,
    insufficient_groups,
    published(parts_low) as parts_low,
    published(parts_high) as parts_high,
    published(deduction) as deduction,
    published(manual_points) as manual_points,
    published(score_low) as score_low,
    published(score_high) as score_high,
    class_size::bigint as class_size,
    class_rank::bigint as class_rank
  from {{ source('ads', 'score') }}
),

computed_score as (
  select
    zone_code,
    period,
    scheme,
    zone_class,
    insufficient_groups,
    parts_low,
    parts_high,
    millionths(deduction) as deduction,
    millionths(manual_points) as manual_points,
    score_low::hugeint as score_low,
    score_high::hugeint as score_high,
    class_size::bigint as class_size,
    class_rank::bigint as class_rank
  from {{ ref('score') }}
),

part_difference as (
  select
    coalesce(published.zone_code, computed.zone_code) as zone_code,
    coalesce(published.period, computed.period) as period,
    coalesce(published.metric, computed.metric) as what,
    published::varchar as published_row, -- noqa: RF02
    computed::varchar as computed_row -- noqa: RF02
  from published_part as published
  full outer join computed_part as computed
    on
      published.zone_code = computed.zone_code
      and published.period = computed.period
      and published.scheme = computed.scheme
      and published.metric = computed.metric
),

total_difference as (
  select
    coalesce(published.zone_code, computed.zone_code) as zone_code,
    coalesce(published.period, computed.period) as period,
    'score' as what,
    published::varchar as published_row, -- noqa: RF02
    computed::varchar as computed_row -- noqa: RF02
  from published_score as published
  full outer join computed_score as computed
    on
      published.zone_code = computed.zone_code
      and published.period = computed.period
      and published.scheme = computed.scheme
)

select *
from part_difference
where published_row is distinct from computed_row
union all
select *
from total_difference
where published_row is distinct from computed_row
