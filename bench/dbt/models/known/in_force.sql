-- Of each scope the statement that holds at the end of the day.
with
last_statement as (
  select *
  from {{ source('ods', 'statement') }}
  where received_on <= as_at()
  qualify row_number() over (
    partition by table_name, scope order by received_on desc, sequence desc
  ) = 1
)

select *
from last_statement
where batch_id is not null
