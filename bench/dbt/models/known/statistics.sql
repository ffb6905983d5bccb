-- Returns of investment, the last heard of each project and month.
select
  zone_code,
  period,
  ytd_investment
from {{ last_heard('investment_statistics', 'zone_code, project_code, period') }}
