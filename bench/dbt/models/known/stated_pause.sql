-- Pauses, as last heard of, by the zone and number that they name.
with
last_of_source as (
  select *
  from {{ source('ods', 'approval_pause') }}
  where received_on <= as_at()
  qualify row_number() over (
    partition by zone_code, case_number, pause_number, source_database
    order by source_position desc, received_at desc
  ) = 1
),

last_heard as (
  select *
  from last_of_source
  qualify row_number() over (
    partition by zone_code, case_number, pause_number order by received_at desc
  ) = 1
)

select
  zone_code,
  case_number,
  source_database,
  started_on,
  ended_on
from last_heard
where operation <> 'delete'
