-- Where a zone tells of a month, so that what it does not name is nothing, not unknown.
with
land_day as (
  select zone_code, contract_date as day, null as completeness from {{ ref('land') }}
  union all
  select zone_code, coalesce(period, received_on), completeness
  from {{ ref('in_force') }}
  where table_name = 'ods.land_ledger'
),

event_day as (
  select zone_code, day, completeness from {{ ref('event') }}
  union all
  select zone_code, coalesce(period, received_on), completeness
  from {{ ref('in_force') }}
  where table_name = 'ods.event'
),

stage_day as (
  select zone_code, stage_on as day, completeness from {{ ref('stage') }}
  union all
  select zone_code, coalesce(period, received_on), completeness
  from {{ ref('in_force') }}
  where table_name = 'ods.project_stage'
),

-- of the lists that hold of all times, their days and those of their records
listed_day as (
  select 'assignment' as topic, zone_code, assigned_from as day, completeness
  from {{ ref('assignment') }}
  union all
  select 'indicator', zone_code, determined_on, completeness from {{ ref('indicator') }}
  union all
  select 'assessment', zone_code, listed_on, completeness from {{ ref('assessment') }}
  union all
  select
    case table_name
      when 'ods.assignment' then 'assignment'
      when 'ods.parcel_indicator' then 'indicator'
      when 'ods.region_assessment' then 'assessment'
    end,
    zone_code, coalesce(period, received_on), completeness
  from {{ ref('in_force') }}
),

begun as (
  select 'land' as topic, zone_code, min(day) as day, max(completeness) as completeness
  from land_day
  group by zone_code
  union all
  select 'approval', zone_code, min(accepted_on), 'whole'
  from {{ ref('approval_case') }}
  group by zone_code
  union all
  select 'commitment', zone_code, min(signed_on), 'whole'
  from {{ ref('commitment') }}
  group by zone_code
  union all
  select 'service', zone_code, min(started_on), 'whole'
  from {{ ref('service') }}
  group by zone_code
  union all
  select 'register', zone_code, min(started_on), 'whole'
  from {{ ref('register') }}
  where started_on is not null
  group by zone_code
  union all
  select 'event', zone_code, min(day), max(completeness)
  from event_day
  group by zone_code
  union all
  select 'stage', zone_code, min(day), max(completeness)
  from stage_day
  group by zone_code
  union all
  select 'list', zone_code, min(valid_from), 'whole'
  from {{ ref('listed_item') }}
  group by zone_code
  union all
  select 'batch', zone_code, min(approved_on), 'whole'
  from {{ ref('batch') }}
  where approved_on is not null
  group by zone_code
  union all
  select topic, zone_code, min(day), max(completeness)
  from listed_day
  where topic is not null
  group by topic, zone_code
  union all
  select 'issue', zone_code, min(raised_on), 'whole'
  from {{ ref('issue') }}
  group by zone_code
  union all
  select 'closed_issue', zone_code, min(closed_on), 'whole'
  from {{ ref('issue') }}
  where closed_on is not null
  group by zone_code
  union all
  select 'prerequisite', zone_code, min(required_on), 'whole'
  from {{ ref('prerequisite') }}
  group by zone_code
  union all
  select 'prerequisite_project', zone_code, min(required_on), 'whole'
  from {{ ref('prerequisite') }}
  where kind = 'prerequisite'
  group by zone_code
  union all
  select 'agreement', zone_code, min(signed_on), 'whole'
  from {{ ref('agreement') }}
  group by zone_code
  union all
  select 'investment_agreement', zone_code, min(signed_on), 'whole'
  from {{ ref('agreement') }}
  where kind = 'investment'
  group by zone_code
)

select
  'ledger' as topic,
  month.zone_code,
  month.period,
  statement.completeness
from {{ ref('zone_month') }} as month
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.investment_ledger'
    and month.zone_code = statement.zone_code
    and month.period = statement.period
union all
select
  'staff',
  month.zone_code,
  month.period,
  statement.completeness
from {{ ref('zone_month') }} as month
inner join {{ ref('in_force') }} as statement
  on
    statement.table_name = 'ods.staff_snapshot'
    and month.zone_code = statement.zone_code
    and month.period = statement.period
union all
select
  begun.topic,
  month.zone_code,
  month.period,
  begun.completeness
from {{ ref('zone_month') }} as month
inner join begun on month.zone_code = begun.zone_code and year(month.period) >= year(begun.day)
