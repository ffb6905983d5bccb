-- Projects of batches of land, as last heard of.
select
  zone_code,
  batch_number,
  project(project_code, project_name) as project,
  kind,
  area,
  approved_on,
  list_complete
from {{ last_heard('land_batch', 'zone_code, batch_number, project_name') }}
