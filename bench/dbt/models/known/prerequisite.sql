-- Prerequisites, as last heard of.
select
  zone_code,
  kind,
  project(project_code, project_name) as project,
  required_on,
  due_on,
  done_on
from {{ last_heard('prerequisite', 'zone_code, prerequisite_number') }}
