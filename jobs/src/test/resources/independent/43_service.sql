-- Commitments and services of agents: of the projects filed this year that may have them, those
-- that do; and how commitments were verified.
insert into addend
with
eligible as (
  select
    'commitment_coverage' as metric,
    zone_code,
    filed_on,
    (
      select min(signed_on)
      from commitment
      where commitment.zone_code = register.zone_code and commitment.project = register.project
    ) as served_on
  from register
  where commitment_eligible
  union all
  select
    'proxy_service_coverage',
    zone_code,
    filed_on,
    (
      select min(started_on)
      from service
      where service.zone_code = register.zone_code and service.project = register.project
    )
  from register
  where proxy_eligible
),

filed as (
  select eligible.*, month.period, month.month_end
  from eligible
  inner join zone_month as month
    on
      eligible.zone_code = month.zone_code
      and year(eligible.filed_on) = year(month.period)
      and eligible.filed_on <= month.month_end
)

select metric, 'numerator', zone_code, period, one(served_on <= month_end), null, null
from filed
union all
select metric, 'denominator', zone_code, period, one(true), null, null
from filed;

insert into addend
with
verified as (
  select commitment.zone_code, month.period, commitment.verification_result
  from commitment
  inner join zone_month as month
    on
      commitment.zone_code = month.zone_code
      and year(commitment.verified_on) = year(month.period)
      and commitment.verified_on <= month.month_end
  where commitment.verification_result is not null
)

select
  'commitment_verification_pass_rate', 'numerator', zone_code, period,
  one(verification_result = 'passed'), null, null
from verified
union all
select
  'commitment_verification_pass_rate', 'denominator', zone_code, period, one(true), null, null
from verified;
