-- The catalogue: the unit of each metric, how its value follows from its two parts, what says that
-- nothing is 0, why there may be no value, and the classes of zones to which it applies.
select *
from (
  values
  ('investment_statistics', 'CNY_10K', 'sum', null, 'not_reported', null),
  ('investment_ledger', 'CNY_10K', 'sum', 'ledger', 'not_reported', null),
  ('key_project_investment', 'CNY_10K', 'sum', 'ledger', 'not_reported', null),
  ('industry_investment', 'CNY_10K', 'sum', 'ledger', 'not_reported', null),
  ('infrastructure_investment', 'CNY_10K', 'sum', 'ledger', 'not_reported', null),
  ('industry_investment_share', 'percent', 'ratio', 'ledger', 'not_reported', null),
  ('on_schedule_project_share', 'percent', 'ratio', 'ledger', 'no_plan', null),
  ('unfilled_projects', 'project', 'sum', 'ledger', 'not_reported', null),
  ('planned_projects', 'project', 'sum', 'ledger', 'not_reported', null),
  ('investment_target', 'CNY_10K', 'sum', null, 'no_target', null),
  ('industry_investment_target', 'CNY_10K', 'sum', null, 'no_target', null),
  ('scheduled_investment', 'CNY_10K', 'by month', null, 'no_target', null),
  ('annual_completion_rate', 'percent', 'ratio', null, 'no_target', null),
  ('industry_completion_rate', 'percent', 'ratio', null, 'no_target', null),
  ('schedule_deviation', 'percentage_point', 'ratio less schedule', null, 'no_target', null),
  ('schedule_attainment_rate', 'percent', 'ratio to schedule', null, 'no_target', null),
  ('target_excess', 'CNY_10K', 'difference', null, 'no_target', null),
  ('industry_target_excess', 'CNY_10K', 'difference', null, 'no_target', null),
  ('investment_series_gap', 'CNY_10K', 'difference', null, 'not_reported', null),
  ('online_acceptance_share', 'percent', 'ratio', null, 'no_record', null),
  ('handling_days_p50', 'working_day', 'first part', null, 'none_closed', null),
  ('handling_days_p90', 'working_day', 'first part', null, 'none_closed', null),
  ('speed_up_rate', 'percent', 'one less ratio', null, 'none_closed', null),
  ('on_time_closure_rate', 'percent', 'ratio', null, 'no_case_due', null),
  ('overdue_cases', 'case', 'sum', 'approval', 'not_reported', null),
  ('statutory_on_time_rate', 'percent', 'ratio', null, 'no_case_due', null),
  ('statutory_overdue_cases', 'case', 'sum', 'approval', 'not_reported', null),
  ('warning_cards_per_100_cases', 'per_100_cases', 'ratio', null, 'no_case_due', null),
  ('satisfaction_rate', 'percent', 'ratio', null, 'none_rated', null),
  ('statistics_entry_rate', 'percent', 'ratio', null, 'none_started', null),
  ('started_projects_without_plan', 'project', 'sum', 'register', 'not_reported', null),
  ('cases_without_limit', 'case', 'sum', 'approval', 'not_reported', null),
  ('commitment_projects', 'project', 'sum', 'commitment', 'not_reported', null),
  ('commitment_items', 'matter', 'sum', 'commitment', 'not_reported', null),
  ('commitment_coverage', 'percent', 'ratio', null, 'no_eligible_project', null),
  ('commitment_verification_pass_rate', 'percent', 'ratio', null, 'none_verified', null),
  ('proxy_service_projects', 'project', 'sum', 'service', 'not_reported', null),
  ('proxy_service_items', 'matter', 'sum', 'service', 'not_reported', null),
  ('proxy_service_coverage', 'percent', 'ratio', null, 'no_eligible_project', null),
  (
    'standard_land_parcels', 'parcel', 'sum', 'land', 'not_reported',
    ['industrial', 'agricultural']
  ),
  ('standard_land_area', 'MU', 'sum', 'land', 'not_reported', ['industrial', 'agricultural']),
  (
    'industrial_land_parcels', 'parcel', 'sum', 'land', 'not_reported',
    ['industrial', 'agricultural']
  ),
  ('industrial_land_area', 'MU', 'sum', 'land', 'not_reported', ['industrial', 'agricultural']),
  (
    'industrial_land_parcels_of_year', 'parcel', 'sum', 'land', 'not_reported',
    ['industrial', 'agricultural']
  ),
  (
    'standard_land_share_since_reform_by_count', 'percent', 'ratio', null,
    'no_supply_since_reform', ['industrial']
  ),
  (
    'standard_land_share_since_reform_by_area', 'percent', 'ratio', null,
    'no_supply_since_reform', ['industrial']
  ),
  ('prompt_start_rate', 'percent', 'ratio', null, 'no_supply', null),
  ('started_before_contract_parcels', 'parcel', 'sum', 'land', 'not_reported', null),
  ('standard_land_share_by_count', 'percent', 'ratio', null, 'no_supply', ['industrial']),
  ('standard_land_share_by_area', 'percent', 'ratio', null, 'no_supply', ['industrial']),
  ('land_to_start_days', 'day', 'first part of five', null, 'too_few_or_not_started', null)
) as catalogue (metric, unit, formula, zero_by, reason, classes)
