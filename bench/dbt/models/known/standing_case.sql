-- Cases, as last heard of.
select
  zone_code,
  case_number,
  source_database,
  status,
  channel,
  accepted_on,
  closed_on,
  promised_days,
  statutory_days,
  rating
from {{ last_heard('approval_case', 'zone_code, case_number') }}
