-- Issues, as last heard of. Each is due on a day, which may have been put off.
select
  zone_code,
  kind,
  factor,
  enterprise_name,
  raised_on,
  closed_on,
  result,
  coalesce(extended_to, due_on) as due_by
from {{ last_heard('issue', 'zone_code, issue_number') }}
