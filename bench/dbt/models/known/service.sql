-- Services of agents, as last heard of.
with
last_of_source as (
  select *
  from {{ source('ods', 'proxy_service') }}
  where received_on <= as_at()
  qualify row_number() over (
    partition by zone_code, service_number, source_database
    order by source_position desc, received_at desc
  ) = 1
),

last_heard as (
  select *
  from last_of_source
  qualify row_number() over (
    partition by zone_code, service_number order by received_at desc
  ) = 1
)

select
  zone_code,
  project(project_code, project_name) as project,
  item_code,
  started_on
from last_heard
where operation <> 'delete'
