-- The months of which a zone has figures: from January of the first year with any fact or
-- statement to the month of the day; and the class that the zone had at each month's end.
create table heard as
select zone_code, period as day from ledger
union all
select zone_code, coalesce(period, received_on)
from in_force
where table_name in ('ods.investment_ledger', 'ods.land_ledger')
union all
select zone_code, period from statistics
union all
select zone_code, make_date(year, 1, 1) from target
union all
select zone_code, accepted_on from approval_case
union all
select zone_code, closed_on from approval_case
union all
select zone_code, signed_on from commitment
union all
select zone_code, verified_on from commitment
union all
select zone_code, started_on from service
union all
select zone_code, filed_on from register where commitment_eligible or proxy_eligible
union all
select zone_code, contract_date from land;

create table class_of_zone as
with
turn as (
  select zone_code, zone_class, valid_to::date as valid_to from code_zone_class
  union all
  select zone_code, zone_class, null from code_zone
)

select
  zone_code,
  zone_class,
  coalesce(
    lag(valid_to) over (partition by zone_code order by valid_to nulls last) + 1, date '1900-01-01'
  ) as valid_from,
  coalesce(valid_to, date '9999-12-31') as valid_to
from turn;

create table zone_month as
with
begun as (
  select zone.zone_code, coalesce(least(min(year(heard.day)), year(as_at())), year(as_at())) as first
  from code_zone as zone
  left join heard on zone.zone_code = heard.zone_code
  group by zone.zone_code
),

month as (
  select
    zone_code,
    unnest(
      generate_series(make_date(first, 1, 1)::timestamp, as_at()::timestamp, interval 1 month)
    )::date as period
  from begun
),

ended as (
  select *, least(last_day(period), as_at()) as month_end
  from month
)

select ended.*, class_of_zone.zone_class
from ended
inner join class_of_zone
  on
    ended.zone_code = class_of_zone.zone_code
    and ended.month_end between class_of_zone.valid_from and class_of_zone.valid_to;

-- Where a zone tells of a month, so that what it does not name is nothing, not unknown.
create table told as
select 'ledger' as topic, month.zone_code, month.period, statement.completeness
from zone_month as month
inner join in_force as statement
  on
    statement.table_name = 'ods.investment_ledger'
    and month.zone_code = statement.zone_code
    and month.period = statement.period
union all
select
  'land',
  month.zone_code,
  month.period,
  (
    select max(completeness)
    from in_force
    where table_name = 'ods.land_ledger' and in_force.zone_code = month.zone_code
  )
from zone_month as month
where
  year(month.period) >= (
    select min(year(day))
    from (
      select zone_code, contract_date as day from land
      union all
      select zone_code, coalesce(period, received_on)
      from in_force
      where table_name = 'ods.land_ledger'
    ) as first
    where first.zone_code = month.zone_code
  )
union all
select 'approval', month.zone_code, month.period, 'whole'
from zone_month as month
where
  year(month.period)
  >= (select min(year(accepted_on)) from approval_case as f where f.zone_code = month.zone_code)
union all
select 'commitment', month.zone_code, month.period, 'whole'
from zone_month as month
where
  year(month.period)
  >= (select min(year(signed_on)) from commitment as f where f.zone_code = month.zone_code)
union all
select 'service', month.zone_code, month.period, 'whole'
from zone_month as month
where
  year(month.period)
  >= (select min(year(started_on)) from service as f where f.zone_code = month.zone_code);
