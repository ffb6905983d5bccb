-- Each metric's state and its score from 0 to 1, in millionths, with how much lower and higher the
-- true one may be.
with
figure as (
  select
    figure.*,
    reason.kind
  from {{ ref('figure') }} as figure
  left join {{ source('codes', 'null_reason') }} as reason on figure.null_reason = reason.code
  where figure.scope_kind = 'zone'
),

placed as (
  select
    scored.*,
    figure.value,
    case
      when not figure.applicable then 'not_applicable'
      when figure.value is not null and figure.denominator < scored.minimum_denominator then 'void'
      when figure.value is not null then 'valued'
      when figure.kind = 'none' then 'void'
      else 'missing'
    end as state,
    least(
      1000000,
      greatest(
        0, half_up((figure.value - scored.floor) * 1000000, scored.target - scored.floor)
      )
    ) as score,
    -- which side of the score a bound leaves open
    case
      when figure.bound not in ('at_least', 'at_most') then 'neither'
      when (figure.bound = 'at_least') = (scored.floor < scored.target) then 'above'
      else 'below'
    end as open_side,
    coalesce(entry.value >= scheme.ledger_cap_entry_rate::decimal(7, 4) * 1000000, false)
      as is_entered,
    millionths(scheme.ledger_cap::decimal(5, 4)) as cap,
    plans.numerator < required.numerator as falls_short,
    plans.bound not in ('at_least') as surely
  from {{ ref('scored_metric') }} as scored
  inner join {{ source('codes', 'score_scheme') }} as scheme on scored.scheme = scheme.scheme
  left join figure
    on
      scored.zone_code = figure.scope_code
      and scored.period = figure.period
      and scored.metric = figure.metric
  left join figure as entry
    on
      scored.zone_code = entry.scope_code
      and scored.period = entry.period
      and entry.metric = 'statistics_entry_rate'
  left join figure as plans
    on
      scored.zone_code = plans.scope_code
      and scored.period = plans.period
      and plans.metric = 'planned_investment'
  left join figure as required
    on
      scored.zone_code = required.scope_code
      and scored.period = required.period
      and required.metric = 'investment_target'
),

sided as (
  select
    *,
    if(needs_plans, coalesce(falls_short, false), false) as lacks_plans,
    if(ledger_based and not is_entered, cap, 1000000) as most,
    case
      when state = 'missing' or open_side = 'below' then 0
      else score
    end as lowest,
    case
      when state = 'missing' or open_side = 'above' then 1000000
      else score
    end as highest
  from placed
)

select
  *,
  state in ('valued', 'missing') as is_counted,
  case
    when state = 'missing' then 0
    when state = 'valued' and lacks_plans then 0
    when state = 'valued' then least(lowest, most)
  end as low,
  case
    when state = 'missing' then 1000000
    when state = 'valued' and lacks_plans and surely then 0
    when state = 'valued' then least(highest, most)
  end as high
from sided
