-- Returns of investment, the last heard of each project and month.
with
last_of_source as (
  select *
  from {{ source('ods', 'investment_statistics') }}
  where received_on <= as_at()
  qualify row_number() over (
    partition by zone_code, project_code, period, source_database
    order by source_position desc, received_at desc
  ) = 1
),

last_heard as (
  select *
  from last_of_source
  qualify row_number() over (
    partition by zone_code, project_code, period order by received_at desc
  ) = 1
)

select
  zone_code,
  period,
  ytd_investment
from last_heard
where operation <> 'delete'
