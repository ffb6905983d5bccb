-- Pauses, as last heard of, by the zone and number that they name.
select
  zone_code,
  case_number,
  source_database,
  started_on,
  ended_on
from {{ last_heard('approval_pause', 'zone_code, case_number, pause_number') }}
