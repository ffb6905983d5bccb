-- The scores, in millionths of a point, with the places in a class.
with
lines as (
  select
    part.zone_code,
    part.period,
    part.scheme,
    least(
      coalesce(
        sum(
          least(adjustment.points, scheme.most_per_deduction::decimal(6, 2))
        ) filter (where adjustment.kind = 'deduction'),
        0
      ),
      scheme.most_deducted::decimal(6, 2)
    ) as deduction,
    coalesce(sum(adjustment.points) filter (where adjustment.kind = 'manual'), 0) as manual_points
  from (select distinct zone_code, period, scheme from {{ ref('score_part') }}) as part
  inner join {{ source('codes', 'score_scheme') }} as scheme on part.scheme = scheme.scheme
  left join {{ ref('adjustment') }} as adjustment
    on
      part.zone_code = adjustment.zone_code
      and year(part.period) = adjustment.year
      and month_of(adjustment.effective_on) <= part.period
  group by part.zone_code, part.period, part.scheme, scheme.most_deducted
),

lacking as (
  select
    zone_code,
    period,
    scheme,
    string_agg(group_name, '、' order by group_name) as groups
  from (
    select
      part.zone_code,
      part.period,
      part.scheme,
      part.group_name
    from {{ ref('score_part') }} as part
    inner join {{ source('codes', 'score_scheme') }} as scheme on part.scheme = scheme.scheme
    group by
      part.zone_code, part.period, part.scheme, part.group_name, scheme.least_valued_share
    having
      coalesce(sum(part.weight) filter (where part.state = 'valued'), 0)
      < sum(part.weight) filter (where part.state <> 'not_applicable')
      * scheme.least_valued_share::decimal(5, 4)
  ) as lacking_group
  group by zone_code, period, scheme
),

summed as (
  select
    part.zone_code,
    part.period,
    part.scheme,
    part.zone_class,
    sum(part.points_low)::hugeint as parts_low,
    sum(part.points_high)::hugeint as parts_high
  from {{ ref('score_part') }} as part
  group by part.zone_code, part.period, part.scheme, part.zone_class
),

totalled as (
  select
    summed.*,
    lines.deduction,
    lines.manual_points,
    lacking.groups as insufficient_groups,
    millionths(lines.manual_points - lines.deduction) as change,
    if(
      lacking.groups is null, greatest(0, least(100000000, summed.parts_low + change)), null
    ) as score_low,
    if(
      lacking.groups is null, greatest(0, least(100000000, summed.parts_high + change)), null
    ) as score_high
  from summed
  inner join lines
    on
      summed.zone_code = lines.zone_code
      and summed.period = lines.period
      and summed.scheme = lines.scheme
  left join lacking
    on
      summed.zone_code = lacking.zone_code
      and summed.period = lacking.period
      and summed.scheme = lacking.scheme
),

-- to a tenth of a point
tenths as (
  select
    *,
    half_up(score_low, 100000) as tenths
  from totalled
)

select
  here.zone_code,
  here.period,
  here.scheme,
  here.zone_class,
  here.insufficient_groups,
  here.parts_low,
  here.parts_high,
  here.deduction,
  here.manual_points,
  here.score_low,
  here.score_high,
  count(other.score_low) as class_size,
  if(
    any_value(here.score_low) is not null
    and count(other.score_low) >= any_value(scheme.fewest_ranked)::int,
    1 + count(*) filter (where other.tenths > here.tenths),
    null
  ) as class_rank
from tenths as here
inner join {{ source('codes', 'score_scheme') }} as scheme on here.scheme = scheme.scheme
inner join tenths as other
  on
    here.period = other.period
    and here.scheme = other.scheme
    and here.zone_class = other.zone_class
group by all
