-- Items of lists, from the day on which they came on until they leave.
with
metric as (
  select *
  from (
    values
    ('granted_items', 'granted'),
    ('material_lists', 'granted'),
    ('committable_items', 'committable'),
    ('entrusted_items', 'entrusted')
  ) as metric (metric, list)
)

select
  metric.metric,
  'numerator' as part,
  item.zone_code,
  item.valid_from as day,
  'always' as lasting,
  one(
    item.list = metric.list
    and (metric.metric <> 'material_lists' or item.material_list)
  ) as amount,
  null as bound,
  null as completeness
from {{ ref('listed_item') }} as item
cross join metric
union all
select
  metric.metric, 'numerator', item.zone_code, greatest(item.valid_from, item.valid_to), 'always',
  -one(
    item.list = metric.list
    and (metric.metric <> 'material_lists' or item.material_list)
  ),
  null, null
from {{ ref('listed_item') }} as item
cross join metric
where item.valid_to is not null
