-- Scopes of zones, by the classes and cities that they had at each month's end, and each zone.
create table place as
select 'zone' as scope_kind, zone_code as scope_code, zone_month.* from zone_month
union all
select 'city', zone.city_code, month.*
from zone_month as month
inner join code_zone as zone on month.zone_code = zone.zone_code
union all
select 'province', zone.province_code, month.*
from zone_month as month
inner join code_zone as zone on month.zone_code = zone.zone_code
union all
select 'zone_class', zone_class, zone_month.* from zone_month;

create macro applies(classes, zone_class) as
  classes is null or list_contains(classes, zone_class);

-- What does not add up is taken of all facts of a scope's zones to which the metric applies:
-- medians, and what is counted once.
create table closed_days as
select
  place.scope_kind,
  place.scope_code,
  place.period,
  list_sort(list(a_case.days_used)) as days
from place
inner join approval_case as a_case
  on
    place.zone_code = a_case.zone_code
    and year(place.period) = year(a_case.closed_on)
    and a_case.closed_on <= place.month_end
where a_case.days_used is not null
group by place.scope_kind, place.scope_code, place.period;

-- Of n values the one at (n - 1) × tenths / 10, between two of them in proportion; in millionths.
create macro quantile_of(days, tenths) as
  list_extract(days, (len(days) - 1) * tenths // 10 + 1) * 1000000::hugeint
  + (
    coalesce(list_extract(days, (len(days) - 1) * tenths // 10 + 2), 0)
    - list_extract(days, (len(days) - 1) * tenths // 10 + 1)
  )
  * ((len(days) - 1) * tenths % 10)
  * 100000::hugeint;

-- Survival of parcels without a start (Kaplan–Meier): its median is the first day on which no more
-- than half of them are left.
create table survival as
with
parcel as (
  select
    place.scope_kind,
    place.scope_code,
    place.period,
    land.completeness,
    coalesce(land.started_on > place.month_end, true) as waits,
    greatest(
      0,
      datediff(
        'day', land.contract_date, least(coalesce(land.started_on, place.month_end), place.month_end)
      )
    ) as days
  from place
  inner join land
    on place.zone_code = land.zone_code and land.contract_date <= place.month_end
  where land.land_use = 'industrial'
),

placed as (
  select
    *,
    count(*) over (partition by scope_kind, scope_code, period) as parcels,
    row_number() over (
      partition by scope_kind, scope_code, period order by days, waits
    ) as place
  from parcel
),

left_over as (
  select
    *,
    product(if(waits, 1, (parcels - place) / (parcels - place + 1))) over (
      partition by scope_kind, scope_code, period order by place
    ) as share
  from placed
)

select
  scope_kind,
  scope_code,
  period,
  any_value(parcels) as parcels,
  if(bool_or(completeness = 'partial'), 'about', 'exact') as bound,
  min(days) filter (where not waits and share < 0.5000001) as median
from left_over
group by scope_kind, scope_code, period;

create table once as
select
  place.scope_kind, place.scope_code, place.period,
  'commitment_projects' as metric,
  count(distinct (fact.zone_code, fact.project)) filter (where fact.project is not null) as many
from place
inner join commitment as fact
  on
    place.zone_code = fact.zone_code
    and year(place.period) = year(fact.signed_on)
    and fact.signed_on <= place.month_end
group by all
union all
select
  place.scope_kind, place.scope_code, place.period,
  'commitment_items',
  count(distinct (fact.zone_code, fact.project, fact.item_code))
    filter (where fact.project is not null and fact.item_code is not null)
from place
inner join commitment as fact
  on
    place.zone_code = fact.zone_code
    and year(place.period) = year(fact.signed_on)
    and fact.signed_on <= place.month_end
group by all
union all
select
  place.scope_kind, place.scope_code, place.period,
  'proxy_service_projects',
  count(distinct (fact.zone_code, fact.project)) filter (where fact.project is not null)
from place
inner join service as fact
  on
    place.zone_code = fact.zone_code
    and year(place.period) = year(fact.started_on)
    and fact.started_on <= place.month_end
group by all
union all
select
  place.scope_kind, place.scope_code, place.period,
  'proxy_service_items',
  count(distinct (fact.zone_code, fact.project, fact.item_code))
    filter (where fact.project is not null and fact.item_code is not null)
from place
inner join service as fact
  on
    place.zone_code = fact.zone_code
    and year(place.period) = year(fact.started_on)
    and fact.started_on <= place.month_end
group by all;

create table whole as
with
measured as (
  select 'handling_days_p50' as metric, scope_kind, scope_code, period,
    quantile_of(days, 5) as numerator, len(days) * 1000000::hugeint as denominator,
    'exact' as bound
  from closed_days
  union all
  select 'handling_days_p90', scope_kind, scope_code, period,
    quantile_of(days, 9), len(days) * 1000000::hugeint, 'exact'
  from closed_days
  union all
  select 'land_to_start_days', scope_kind, scope_code, period,
    median * 1000000::hugeint, parcels * 1000000::hugeint, bound
  from survival
  union all
  select metric, scope_kind, scope_code, period, many * 1000000::hugeint, null, 'exact'
  from once
  union all
  -- nothing to count, where a zone tells
  select metric.metric, place.scope_kind, place.scope_code, place.period, 0, null, 'exact'
  from metric
  inner join told on metric.zero_by = told.topic
  inner join place on told.zone_code = place.zone_code and told.period = place.period
  where metric.zero_by in ('commitment', 'service')
  group by all
)

select
  measured.metric, scope_kind, scope_code, period,
  max(numerator) as numerator,
  max(denominator) as denominator,
  any_value(measured.bound) as bound,
  base_value(any_value(metric.formula), max(numerator), max(denominator), period) as base
from measured
inner join metric on measured.metric = metric.metric
group by measured.metric, scope_kind, scope_code, period;

-- Each zone's figure, to be seen from each of its scopes.
create table zone_figure as
select zone_sum.*
from zone_sum
union all
select
  metric.metric, month.zone_code, month.period,
  whole.numerator, whole.denominator, whole.base, whole.bound, metric.reason
from metric
cross join zone_month as month
left join whole
  on
    metric.metric = whole.metric
    and whole.scope_kind = 'zone'
    and month.zone_code = whole.scope_code
    and month.period = whole.period
where
  metric.metric in (
    'handling_days_p50',
    'handling_days_p90',
    'land_to_start_days',
    'commitment_projects',
    'commitment_items',
    'proxy_service_projects',
    'proxy_service_items'
  );

create table seen as
select
  place.scope_kind,
  place.scope_code,
  figure.metric,
  figure.period,
  metric.formula,
  applies(metric.classes, place.zone_class) as applicable,
  figure.base is not null and applies(metric.classes, place.zone_class) as has_value,
  figure.numerator,
  figure.denominator,
  figure.bound,
  if(figure.base is null and applies(metric.classes, place.zone_class), figure.reason, null)
    as reason
from zone_figure as figure
inner join metric on figure.metric = metric.metric
inner join place on figure.zone_code = place.zone_code and figure.period = place.period;

create table figure as
with
gathered as (
  select
    scope_kind, scope_code, metric, period, formula,
    sum(numerator) filter (where has_value) as sum_numerator,
    sum(denominator) filter (where has_value) as sum_denominator,
    any_value(numerator) as any_numerator,
    any_value(denominator) as any_denominator,
    count(*) filter (where has_value) as covered_zones,
    count(*) filter (where applicable) as applicable_zones,
    -- why not: what is not known before what there is not
    coalesce(
      min(seen.reason) filter (where why.kind = 'missing'), min(seen.reason)
    ) as reason,
    count(*) filter (where why.kind = 'missing') > 0 as lacks,
    together(
      count(*) filter (where has_value and bound = 'about') > 0,
      count(*) filter (where has_value and bound = 'at_least') > 0,
      count(*) filter (where has_value and bound = 'at_most') > 0
    ) as bound
  from seen
  left join code_null_reason as why on seen.reason = why.code
  group by scope_kind, scope_code, metric, period, formula
),

chosen as (
  select
    gathered.*,
    gathered.metric in (
      'handling_days_p50',
      'handling_days_p90',
      'land_to_start_days',
      'commitment_projects',
      'commitment_items',
      'proxy_service_projects',
      'proxy_service_items'
    ) as is_whole,
    case
      when applicable_zones = 0 then null
      when is_whole then whole.numerator
      when gathered.scope_kind = 'zone' then any_numerator
      else sum_numerator
    end as numerator,
    case
      when applicable_zones = 0 then null
      when is_whole then whole.denominator
      when gathered.scope_kind = 'zone' then any_denominator
      else sum_denominator
    end as denominator,
    whole.base as whole_base,
    if(is_whole, whole.bound, gathered.bound) as own_bound
  from gathered
  left join whole
    on
      gathered.metric = whole.metric
      and gathered.scope_kind = whole.scope_kind
      and gathered.scope_code = whole.scope_code
      and gathered.period = whole.period
),

valued as (
  select
    *,
    if(is_whole, whole_base, base_value(formula, numerator, denominator, period)) as base
  from chosen
)

select
  scope_kind,
  scope_code,
  valued.metric,
  period,
  half_up(base * unit.factor_denominator::hugeint, unit.factor_numerator::hugeint * 1000000)
    as value,
  numerator,
  denominator,
  case
    when base is null then 'exact'
    when scope_kind = 'zone' or not lacks then own_bound
    when valued.formula in ('sum') and own_bound in ('exact', 'at_least') then 'at_least'
    else 'about'
  end as bound,
  if(base is null and applicable_zones > 0, coalesce(valued.reason, 'not_reported'), null) as null_reason,
  applicable_zones > 0 as applicable,
  covered_zones,
  applicable_zones
from valued
inner join metric on valued.metric = metric.metric
inner join code_unit as unit on metric.unit = unit.code;
