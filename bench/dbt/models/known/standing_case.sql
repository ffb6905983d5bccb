-- Cases, as last heard of.
with
last_of_source as (
  select *
  from {{ source('ods', 'approval_case') }}
  where received_on <= as_at()
  qualify row_number() over (
    partition by zone_code, case_number, source_database
    order by source_position desc, received_at desc
  ) = 1
),

last_heard as (
  select *
  from last_of_source
  qualify row_number() over (
    partition by zone_code, case_number order by received_at desc
  ) = 1
)

select
  zone_code,
  case_number,
  source_database,
  status,
  channel,
  accepted_on,
  closed_on,
  promised_days,
  statutory_days
from last_heard
where operation <> 'delete'
