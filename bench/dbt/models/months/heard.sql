-- The days on which a zone is heard of.
select zone_code, period as day from {{ ref('ledger') }}
union all
select zone_code, coalesce(period, received_on)
from {{ ref('in_force') }}
where
  table_name in (
    'ods.investment_ledger',
    'ods.land_ledger',
    'ods.staff_snapshot',
    'ods.event',
    'ods.assignment',
    'ods.parcel_indicator',
    'ods.region_assessment',
    'ods.project_stage'
  )
union all
select zone_code, period from {{ ref('statistics') }}
union all
select zone_code, make_date(year, 1, 1) from {{ ref('target') }}
union all
select zone_code, accepted_on from {{ ref('approval_case') }}
union all
select zone_code, closed_on from {{ ref('approval_case') }}
union all
select zone_code, signed_on from {{ ref('commitment') }}
union all
select zone_code, verified_on from {{ ref('commitment') }}
union all
select zone_code, started_on from {{ ref('service') }}
union all
select zone_code, filed_on
from {{ ref('register') }}
where commitment_eligible or proxy_eligible
union all
select zone_code, started_on from {{ ref('register') }}
union all
select zone_code, contract_date from {{ ref('land') }}
union all
select zone_code, period from {{ ref('staff') }}
union all
select zone_code, day from {{ ref('event') }}
union all
select zone_code, make_date(year, 1, 1) from {{ ref('appraisal') }}
union all
select zone_code, valid_from from {{ ref('listed_item') }}
union all
select zone_code, approved_on from {{ ref('batch') }}
union all
select zone_code, stage_on from {{ ref('stage') }}
union all
select zone_code, round_on
from {{ ref('stage') }}
where stage in ('signed', 'started')
union all
select zone_code, raised_on from {{ ref('issue') }}
union all
select zone_code, closed_on from {{ ref('issue') }}
union all
select zone_code, if(closed_on <= due_by, closed_on, due_by + 1) from {{ ref('issue') }}
union all
select zone_code, assigned_from from {{ ref('assignment') }}
union all
select zone_code, determined_on from {{ ref('indicator') }}
union all
select zone_code, due_on from {{ ref('indicator') }}
union all
select zone_code, listed_on from {{ ref('assessment') }}
union all
select zone_code, required_on from {{ ref('prerequisite') }}
union all
select zone_code, signed_on from {{ ref('agreement') }}
