-- Agreements, as last heard of.
select
  zone_code,
  kind,
  signed_on,
  ended_on,
  breached_on,
  remedied_on
from {{ last_heard('agreement', 'zone_code, agreement_number') }}
