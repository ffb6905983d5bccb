-- The points of each metric, in millionths: the weights of a group are those of its metrics that
-- count, enlarged so that they make up the whole group, and the groups so that they make up 100.
with
of_group as (
  select
    zone_code,
    period,
    scheme,
    metric_group,
    sum(weight) as whole_group,
    sum(weight) filter (where is_counted) as counted,
    count(*) filter (where state <> 'not_applicable') > 0 as is_in
  from {{ ref('rated_metric') }}
  group by zone_code, period, scheme, metric_group
),

of_all as (
  select
    *,
    sum(whole_group) filter (where is_in) over (partition by zone_code, period, scheme) as all_in
  from of_group
)

select
  rated.*,
  if(
    rated.is_counted,
    half_up(
      100000000 * rated.weight * of_all.whole_group::hugeint,
      (of_all.counted * of_all.all_in)::hugeint
    ),
    0
  ) as effective_weight,
  if(
    rated.is_counted,
    half_up(
      100 * rated.low * rated.weight * of_all.whole_group::hugeint,
      (of_all.counted * of_all.all_in)::hugeint
    ),
    0
  ) as points_low,
  if(
    rated.is_counted,
    half_up(
      100 * rated.high * rated.weight * of_all.whole_group::hugeint,
      (of_all.counted * of_all.all_in)::hugeint
    ),
    0
  ) as points_high
from {{ ref('rated_metric') }} as rated
inner join of_all
  on
    rated.zone_code = of_all.zone_code
    and rated.period = of_all.period
    and rated.scheme = of_all.scheme
    and rated.metric_group = of_all.metric_group
