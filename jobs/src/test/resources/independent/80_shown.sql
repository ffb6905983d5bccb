-- What the figures have to show, lest a comparison of nothing pass.
create table shown as
select 'value of ' || metric.metric as name, count(figure.value) > 0 as is_shown
from metric
left join figure on metric.metric = figure.metric
group by metric.metric
union all
select
  'bound ' || wanted.bound || ' of ' || wanted.kind,
  count(*) filter (where figure.bound = wanted.bound and figure.scope_kind = wanted.kind) > 0
from (
  select
    unnest(['exact', 'at_least', 'at_most', 'about']) as bound,
    unnest(['zone', 'zone', 'zone', 'zone']) as kind
  union all
  select unnest(['exact', 'at_least', 'about']), 'city'
) as wanted
cross join figure
group by wanted.bound, wanted.kind
union all
select 'reason ' || code, count(figure.metric) > 0
from code_null_reason
left join figure on code_null_reason.code = figure.null_reason
group by code
union all
select 'a zone where a metric does not apply', count(*) filter (where not applicable) > 0
from figure
union all
select 'a scope that is covered in part', count(*) filter (where covered_zones < applicable_zones) > 0
from figure
where value is not null
union all
select 'a value of zero', count(*) filter (where value = 0) > 0
from figure
union all
select 'a pause of another zone', count(*) > 0
from pause
inner join ods_approval_case as a_case on pause.case_record = a_case.record
inner join ods_approval_pause as named
  on a_case.case_number = named.case_number and a_case.zone_code <> named.zone_code
union all
select 'a case without a limit', count(*) > 0
from approval_case
where days_allowed is null
union all
select 'a case beyond the calendar', count(*) > 0
from approval_case
where status = 'closed' and days_used is null
union all
select 'a record that came after a later one', count(*) > 0
from operation
inner join last_of_source as last using (topic, subject, source_database)
where operation.received_at > last.received_at
union all
select 'a subject of two sources', count(*) > 0
from last_of_source as a
inner join last_of_source as b using (topic, subject)
where a.source_database < b.source_database
union all
select 'a statement that never held', count(*) > 0
from ods_investment_ledger
where batch_id not in (select batch_id from ods_statement where batch_id is not null)
union all
select 'a statement taken back', count(*) > 0
from ods_statement
where batch_id is null;
