-- Groups, officers and the key projects that have one, whose assignment lasts at the month's end.
with
assigned as (
  select
    assignment.*,
    month.period,
    coalesce(assignment.assigned_to > month.month_end, true) as lasts,
    assignment.subject_kind = 'project' and assignment.role = 'officer' as is_officer
  from {{ ref('assignment') }} as assignment
  inner join {{ ref('zone_month') }} as month
    on
      assignment.zone_code = month.zone_code
      and assignment.assigned_from <= month.month_end
),

counted as (
  select
    zone_code,
    period,
    count(distinct if(lasts and subject_kind = 'service_group', team, null)) as teams,
    count(*) filter (where lasts and is_officer) as officers,
    count(distinct if(lasts and is_officer, project, null)) as projects,
    count(distinct if(lasts and is_officer and key_project, project, null)) as key_projects,
    if(bool_or(completeness = 'partial'), 'at_least', 'exact') as bound
  from assigned
  group by zone_code, period
)

select
  'service_groups' as metric,
  zone_code,
  period,
  teams * 1000000::hugeint as numerator,
  null::hugeint as denominator,
  bound as numerator_bound,
  null as denominator_bound
from counted
union all
select
  'assigned_key_projects', zone_code, period, key_projects * 1000000::hugeint, null, bound, null
from counted
union all
select
  'officers_per_project', zone_code, period, officers * 1000000::hugeint,
  projects * 1000000::hugeint, bound as numerator_bound, bound as denominator_bound
from counted
