-- Agreements signed in the year; those in force from the day on which they were signed until they
-- end, and their breaches from the day on which they were found until they are mended, or the
-- agreement ends.
with
invested as (
  select
    zone_code,
    signed_on,
    if(ended_on is null, null, greatest(signed_on, ended_on)) as ended_on,
    if(breached_on is null, null, greatest(signed_on, breached_on)) as breached_on,
    if(
      coalesce(remedied_on, ended_on) is null,
      null,
      greatest(
        signed_on,
        breached_on,
        least(coalesce(remedied_on, ended_on), coalesce(ended_on, remedied_on))
      )
    ) as mended_on
  from {{ ref('agreement') }}
  where kind = 'investment'
),

in_force as (
  select zone_code, signed_on as day, 1 as sign
  from invested
  union all
  select zone_code, ended_on, -1
  from invested
  where ended_on is not null
)

select
  if(kind = 'investment', 'agreements_signed', 'proxy_agreements_signed') as metric,
  'numerator' as part,
  zone_code,
  signed_on as day,
  'year' as lasting,
  one(true) as amount,
  null as bound,
  null as completeness
from {{ ref('agreement') }}
union all
select
  'agreements_in_force', 'numerator', zone_code, day, 'always', sign * one(true), null, null
from in_force
union all
select
  'agreement_breach_rate', 'denominator', zone_code, day, 'always', sign * one(true), null, null
from in_force
union all
select
  'agreement_breach_rate', 'numerator', zone_code, signed_on, 'always', 0, null, null
from invested
union all
select
  'agreement_breach_rate', 'numerator', zone_code, breached_on, 'always', one(true), null, null
from invested
where breached_on is not null
union all
select
  'agreement_breach_rate', 'numerator', zone_code, mended_on, 'always', -one(true), null, null
from invested
where breached_on is not null and mended_on is not null
