-- Each project of the ledgers against its annual plan and the schedule, worst first, as known on
-- the as-at day. The light follows the thresholds that the metric schedule_attainment_rate has for
-- the month.
with
ledger as (
  select
    *,
    cast(month(period) * 100.0 / 12 as decimal(20, 4)) as scheduled_rate,
    case
      when annual_plan > 0 then cast(ytd_investment * 100 / annual_plan as decimal(20, 4))
    end as completion_rate,
    case
      when annual_plan > 0
        then
          cast(ytd_investment * 100 / annual_plan - month(period) * 100.0 / 12 as decimal(20, 4))
    end as deviation,
    case
      when annual_plan > 0
        then cast(ytd_investment * 1200 / (annual_plan * month(period)) as decimal(20, 4))
    end as attainment_rate
  from known_investment_month
  where series = 'ledger'
)

select
  ledger.zone_code,
  ledger.period,
  ledger.project_key,
  ledger.project_code,
  ledger.project_name,
  ledger.category,
  ledger.key_project,
  ledger.total_investment,
  ledger.total_investment_bound,
  ledger.annual_plan,
  ledger.annual_plan_bound,
  ledger.ytd_investment,
  ledger.ytd_investment_bound,
  ledger.cumulative_investment,
  ledger.cumulative_investment_bound,
  ledger.completion_rate,
  ledger.scheduled_rate,
  ledger.deviation,
  ledger.attainment_rate,
  case
    when ledger.deviation is null then null
    when ledger.annual_plan_bound = 'exact' then ledger.ytd_investment_bound
    when ledger.ytd_investment_bound = 'exact' and ledger.annual_plan_bound = 'at_least'
      then 'at_most'
    when ledger.ytd_investment_bound = 'exact' and ledger.annual_plan_bound = 'at_most'
      then 'at_least'
    else 'about'
  end as deviation_bound,
  case
    when ledger.attainment_rate is null or judgement.green_threshold is null then null
    when ledger.attainment_rate >= judgement.green_threshold then 'green'
    when ledger.attainment_rate >= judgement.yellow_threshold then 'yellow'
    else 'red'
  end as light,
  cast(
    row_number() over (
      partition by ledger.zone_code, ledger.period
      order by ledger.deviation asc nulls last, ledger.project_name asc
    ) as int
  ) as rank,
  ledger.started_on,
  ledger.responsible_unit,
  ledger.issue
from ledger
left join dim.metric_judgement as judgement
  on
    judgement.metric = 'schedule_attainment_rate'
    and ledger.period >= judgement.valid_from
    and (judgement.valid_to is null or ledger.period <= judgement.valid_to)
