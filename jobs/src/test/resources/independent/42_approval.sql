-- Cases: how they came, how long they took, and whether in time.
insert into addend
with
received as (
  select a_case.zone_code, month.period, a_case.channel
  from approval_case as a_case
  inner join zone_month as month
    on
      a_case.zone_code = month.zone_code
      and year(a_case.accepted_on) = year(month.period)
      and a_case.accepted_on <= month.month_end
  where a_case.channel is not null
)

select
  'online_acceptance_share', 'numerator', zone_code, period, one(channel = 'online'), null, null
from received
union all
select 'online_acceptance_share', 'denominator', zone_code, period, one(true), null, null
from received;

insert into addend
with
closed as (
  select a_case.zone_code, month.period, a_case.days_used, a_case.statutory_days
  from approval_case as a_case
  inner join zone_month as month
    on
      a_case.zone_code = month.zone_code
      and year(a_case.closed_on) = year(month.period)
      and a_case.closed_on <= month.month_end
  where a_case.days_used is not null and a_case.statutory_days is not null
)

select 'speed_up_rate', 'numerator', zone_code, period, days_used * 1000000::hugeint, null, null
from closed
union all
select
  'speed_up_rate', 'denominator', zone_code, period, statutory_days * 1000000::hugeint, null, null
from closed;

create table case_then as
select
  a_case.zone_code,
  month.period,
  a_case.closed_on <= month.month_end and year(a_case.closed_on) = year(month.period)
    as closed_this_year,
  a_case.closed_on is null or a_case.closed_on > month.month_end as still_open,
  a_case.due_on < month.month_end as overdue,
  a_case.due_on is not null as has_due,
  a_case.promised_days is null and a_case.statutory_days is null as unlimited,
  a_case.on_time
from approval_case as a_case
inner join zone_month as month
  on a_case.zone_code = month.zone_code and a_case.accepted_on <= month.month_end
where a_case.status <> 'withdrawn';

insert into addend
select
  'on_time_closure_rate', 'numerator', zone_code, period,
  one(closed_this_year and on_time), null, null
from case_then
union all
select
  'on_time_closure_rate', 'denominator', zone_code, period,
  one((closed_this_year and has_due) or (still_open and overdue)), null, null
from case_then
union all
select 'overdue_cases', 'numerator', zone_code, period, one(still_open and overdue), null, null
from case_then
union all
select
  'cases_without_limit', 'numerator', zone_code, period,
  one(unlimited and (still_open or closed_this_year)), null, null
from case_then;
