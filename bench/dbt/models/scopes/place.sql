-- Scopes of zones, by the classes and cities that they had at each month's end, and each zone.
select 'zone' as scope_kind, zone_code as scope_code, month.* from {{ ref('zone_month') }} as month
union all
select 'city', zone.city_code, month.*
from {{ ref('zone_month') }} as month
inner join {{ source('codes', 'zone') }} as zone on month.zone_code = zone.zone_code
union all
select 'province', zone.province_code, month.*
from {{ ref('zone_month') }} as month
inner join {{ source('codes', 'zone') }} as zone on month.zone_code = zone.zone_code
union all
select 'zone_class', zone_class, month.* from {{ ref('zone_month') }} as month
