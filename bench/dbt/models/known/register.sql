-- The register as it was known at the end of the day, of each project the last thing heard: within
-- one source the highest position counts, whenever it was received; of several sources the one
-- heard last; a deletion leaves nothing. So it is with all that databases send.
with
last_of_source as (
  select *
  from {{ source('ods', 'project_register') }}
  where received_on <= as_at()
  qualify row_number() over (
    partition by zone_code, project_code, source_database
    order by source_position desc, received_at desc
  ) = 1
),

last_heard as (
  select *
  from last_of_source
  qualify row_number() over (
    partition by zone_code, project_code order by received_at desc
  ) = 1
)

select
  zone_code,
  project(project_code, project_name) as project,
  filed_on,
  commitment_eligible,
  proxy_eligible
from last_heard
where operation <> 'delete'
