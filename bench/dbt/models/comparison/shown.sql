-- What the figures have to show, lest a comparison of nothing pass.
with
figure as (
  select * from {{ ref('figure') }}
),

wanted as (
  select
    unnest(['exact', 'at_least', 'at_most', 'about']) as bound,
    unnest(['zone', 'zone', 'zone', 'zone']) as kind
  union all
  select
    unnest(['exact', 'at_least', 'about']),
    'city'
)

select
  'value of ' || metric.metric as name,
  count(figure.value) > 0 as is_shown
from {{ ref('metric') }} as metric
left join figure on metric.metric = figure.metric
group by metric.metric
union all
select
  'bound ' || wanted.bound || ' of ' || wanted.kind,
  count(*) filter (where figure.bound = wanted.bound and figure.scope_kind = wanted.kind) > 0
from wanted
cross join figure
group by wanted.bound, wanted.kind
union all
select 'reason ' || reason.code, count(figure.metric) > 0
from {{ source('codes', 'null_reason') }} as reason
left join figure on reason.code = figure.null_reason
group by reason.code
union all
select 'a zone where a metric does not apply', count(*) filter (where not applicable) > 0
from figure
union all
select
  'a scope that is covered in part',
  count(*) filter (where covered_zones < applicable_zones) > 0
from figure
where value is not null
union all
select 'a value of zero', count(*) filter (where value = 0) > 0
from figure
union all
select 'a pause of another zone', count(*) > 0
from {{ ref('pause') }}
where zone_code <> stated_zone_code
union all
select 'a case without a limit', count(*) > 0
from {{ ref('approval_case') }}
where days_allowed is null
union all
select 'a case beyond the calendar', count(*) > 0
from {{ ref('approval_case') }}
where status = 'closed' and days_used is null
union all
select 'a record that came after a later one', count(*) > 0
from (
  select
    received_at,
    first_value(received_at) over (
      partition by zone_code, case_number, source_database order by source_position desc
    ) as received_at_of_last
  from {{ source('ods', 'approval_case') }}
) as operation
where received_at > received_at_of_last
union all
select 'a subject of two sources', count(*) > 0
from (
  select
    zone_code,
    project_code,
    period
  from {{ source('ods', 'investment_statistics') }}
  group by zone_code, project_code, period
  having count(distinct source_database) > 1
) as subject
union all
select 'a statement that never held', count(*) > 0
from {{ source('ods', 'investment_ledger') }} as record
left join {{ source('ods', 'statement') }} as statement on record.batch_id = statement.batch_id
where statement.batch_id is null
union all
select 'a statement taken back', count(*) > 0
from {{ source('ods', 'statement') }}
where batch_id is null
union all
select 'a part that is ' || wanted.state, count(part.state) > 0
from (select unnest(['valued', 'missing', 'void', 'not_applicable']) as state) as wanted
left join {{ ref('score_part') }} as part on wanted.state = part.state
group by wanted.state
union all
select 'a part that its plans limit', count(*) filter (where lacks_plans and state = 'valued') > 0
from {{ ref('score_part') }}
where needs_plans
union all
select 'a part that the cap limits', count(*) > 0
from {{ ref('score_part') }}
where state = 'valued' and most < score
union all
select 'an open part', count(*) > 0
from {{ ref('score_part') }}
where state = 'valued' and low < high
union all
select 'a total', count(score_low) > 0
from {{ ref('score') }}
union all
select 'a total that is withheld', count(*) > count(score_low)
from {{ ref('score') }}
union all
select 'a place', count(class_rank) > 0
from {{ ref('score') }}
union all
select 'a deduction', max(deduction) > 0
from {{ ref('score') }}
