-- The register as it was known at the end of the day.
select
  zone_code,
  project(project_code, project_name) as project,
  planned_investment,
  filed_on,
  started_on,
  entered_statistics_on,
  commitment_eligible,
  proxy_eligible
from {{ last_heard('project_register', 'zone_code, project_code') }}
