-- The metrics that do not add up, and are taken of all facts of a scope's zones: medians.
select *
from (
  values
  ('handling_days_p50'),
  ('handling_days_p90'),
  ('land_to_start_days')
) as whole_metric (metric)
