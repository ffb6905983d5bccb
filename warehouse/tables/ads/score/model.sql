-- Each zone's composite score: its parts, less deductions, with manual changes. Where a group has
-- too little of its weight there is no total. Places are among the zones of a class that have one.
with
scheme_group as (
  select
    zone_code,
    period,
    scheme,
    metric_group,
    max(group_name) as group_name,
    sum(if(state = 'not_applicable', 0, weight)) as applicable_weight,
    sum(if(state = 'valued', weight, 0)) as valued_weight,
    sum(points_low) as points_low,
    sum(points_high) as points_high
  from ads.score_part
  group by zone_code, period, scheme, metric_group
),

total as (
  select
    scheme_group.zone_code,
    scheme_group.period,
    scheme_group.scheme,
    nullif(
      array_join(
        array_sort(
          collect_set(
            if(
              scheme_group.valued_weight
              < scheme_group.applicable_weight * scheme.least_valued_share,
              scheme_group.group_name,
              null
            )
          )
        ),
        '、'
      ),
      ''
    ) as insufficient_groups,
    cast(
      sum(scheme_group.valued_weight) / nullif(sum(scheme_group.applicable_weight), 0)
      as decimal(12, 6)
    ) as valued_share,
    sum(scheme_group.applicable_weight) as applicable_weight,
    sum(scheme_group.points_low) as parts_low,
    sum(scheme_group.points_high) as parts_high
  from scheme_group
  inner join dim.score_scheme as scheme on scheme_group.scheme = scheme.scheme
  group by scheme_group.zone_code, scheme_group.period, scheme_group.scheme
),

-- Lines that hold in a month: approved, and no appeal against them upheld.
adjusted as (
  select
    total.zone_code,
    total.period,
    total.scheme,
    sum(if(adjustment.kind = 'deduction', least(adjustment.points, scheme.most_per_deduction), 0))
      as deduction,
    sum(if(adjustment.kind = 'manual', adjustment.points, 0)) as manual_points
  from total
  inner join dim.score_scheme as scheme on total.scheme = scheme.scheme
  inner join known_score_adjustment as adjustment
    on
      total.zone_code = adjustment.zone_code
      and year(total.period) = adjustment.year
      and trunc(adjustment.effective_on, 'MM') <= total.period
      and adjustment.decided_on is not null
      and adjustment.appeal_state <> 'upheld'
  group by total.zone_code, total.period, total.scheme
),

scored as (
  select
    total.zone_code,
    total.period,
    total.scheme,
    member.scope_code as zone_class,
    scheme.fewest_ranked,
    total.insufficient_groups,
    total.insufficient_groups is null and total.applicable_weight > 0 as is_complete,
    total.valued_share,
    total.parts_low,
    total.parts_high,
    least(coalesce(adjusted.deduction, 0), scheme.most_deducted) as deduction,
    coalesce(adjusted.manual_points, 0) as manual_points
  from total
  inner join dim.score_scheme as scheme on total.scheme = scheme.scheme
  inner join dim.scope_member as member
    on
      total.zone_code = member.zone_code
      and member.scope_kind = 'zone_class'
      and total.period >= member.valid_from
      and (member.valid_to is null or total.period <= member.valid_to)
  left join adjusted
    on
      total.zone_code = adjusted.zone_code
      and total.period = adjusted.period
      and total.scheme = adjusted.scheme
),

bounded as (
  select
    *,
    if(is_complete, greatest(0, least(100, parts_low - deduction + manual_points)), null)
      as score_low,
    if(is_complete, greatest(0, least(100, parts_high - deduction + manual_points)), null)
      as score_high
  from scored
),

placed as (
  select
    *,
    count(score_low) over (partition by period, scheme, zone_class) as class_size,
    rank() over (
      partition by period, scheme, zone_class
      order by round(score_low, 1) desc nulls last
    ) as place
  from bounded
)

select
  zone_code,
  period,
  scheme,
  zone_class,
  if(month(period) % 3 = 0, 'quarterly', 'provisional') as stage,
  if(is_complete, 'complete', 'insufficient') as state,
  coalesce(insufficient_groups, if(is_complete, null, '全部')) as insufficient_groups,
  valued_share,
  parts_low,
  parts_high,
  deduction,
  manual_points,
  score_low,
  score_high,
  if(score_low is not null and class_size >= fewest_ranked, place, null) as class_rank,
  class_size
from placed
