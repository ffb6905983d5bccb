-- Commitments, as last heard of.
select
  zone_code,
  project(project_code, project_name) as project,
  item_code,
  signed_on,
  verified_on,
  verification_result
from {{ last_heard('commitment', 'zone_code, commitment_number') }}
