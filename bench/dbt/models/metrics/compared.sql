-- The metrics that set one sum against another.
select *
from (
  values
  ('annual_completion_rate', 'investment_ledger', 'investment_target'),
  ('industry_completion_rate', 'industry_investment', 'industry_investment_target'),
  ('schedule_deviation', 'investment_ledger', 'investment_target'),
  ('schedule_attainment_rate', 'investment_ledger', 'investment_target'),
  ('target_excess', 'investment_ledger', 'investment_target'),
  ('industry_target_excess', 'industry_investment', 'industry_investment_target'),
  ('investment_series_gap', 'investment_ledger', 'investment_statistics'),
  ('assignment_coverage', 'assigned_key_projects', 'key_projects')
) as compared (metric, sum_metric, against_metric)
