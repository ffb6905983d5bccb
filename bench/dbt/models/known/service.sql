-- Services of agents, as last heard of.
select
  zone_code,
  project(project_code, project_name) as project,
  item_code,
  started_on
from {{ last_heard('proxy_service', 'zone_code, service_number') }}
