-- Items of lists, as last heard of.
select
  zone_code,
  list,
  valid_from,
  valid_to,
  material_list
from {{ last_heard('delegated_item', 'zone_code, list, item_code') }}
