-- The parts of the zones' metrics: what the addends of a month, or of those before it that still
-- last, come to.
with
known as (
  select
    *,
    bound = 'at_least' or completeness = 'partial' as is_least,
    amount is null and coalesce(bound, '') <> 'at_most' as is_blank
  from {{ ref('addend') }}
  where day <= as_at()
),

begun as (
  select
    metric,
    part,
    zone_code,
    lasting,
    month_of(day) as period,
    sum(amount) as amount,
    count(*) filter (where bound = 'about') as about,
    count(*) filter (where is_least or is_blank) as at_least,
    count(*) filter (where bound = 'at_most') as at_most
  from known
  group by metric, part, zone_code, lasting, month_of(day)
)

select
  begun.metric,
  begun.zone_code,
  month.period,
  sum(begun.amount) filter (where begun.part = 'numerator') as numerator,
  sum(begun.amount) filter (where begun.part = 'denominator') as denominator,
  together(
    sum(begun.about) filter (where begun.part = 'numerator') > 0,
    sum(begun.at_least) filter (where begun.part = 'numerator') > 0,
    sum(begun.at_most) filter (where begun.part = 'numerator') > 0
  ) as numerator_bound,
  together(
    sum(begun.about) filter (where begun.part = 'denominator') > 0,
    sum(begun.at_least) filter (where begun.part = 'denominator') > 0,
    sum(begun.at_most) filter (where begun.part = 'denominator') > 0
  ) as denominator_bound
from begun
inner join {{ ref('zone_month') }} as month
  on
    begun.zone_code = month.zone_code
    and begun.period <= month.period
    and (
      begun.lasting = 'always'
      or begun.period = month.period
      or (begun.lasting = 'year' and year(begun.period) = year(month.period))
    )
group by begun.metric, begun.zone_code, month.period
union all
select * from {{ ref('prompt_start') }}
union all
select * from {{ ref('land_use') }}
union all
select * from {{ ref('assigned') }}
union all
select * from {{ ref('reviewed') }}
