-- One row per project: as last registered; else as the newest ledger or other record names it.
with
project as (
  select
    zone_code,
    project_key,
    max(project_code) as project_code,
    max(credit_code) as credit_code,
    max(struct(first_known_on, project_name)).project_name as project_name,
    count(*) as reference_count,
    min(first_known_on) as first_known_on
  from dim.project_reference
  group by zone_code, project_key
),

registered as (
  select
    reference.zone_code,
    reference.project_key,
    bool_or(register.known_to is null) as registered,
    max(
      struct(
        register.known_to is null as is_current,
        register.known_from,
        register.project_name,
        register.credit_code,
        register.enterprise_name,
        register.category,
        register.planned_investment,
        register.responsible_unit
      )
    ) as latest
  from vintage_project_register as register
  inner join dim.project_reference as reference
    on
      register.zone_code = reference.zone_code
      and reference.source_table = 'ods.project_register'
      and register.project_code <=> reference.project_code
      and register.credit_code <=> reference.credit_code
      and register.project_name <=> reference.project_name
  group by reference.zone_code, reference.project_key
),

reported as (
  select
    reference.zone_code,
    reference.project_key,
    max(
      struct(
        ledger.known_to is null as is_current,
        ledger.period,
        ledger.known_from,
        ledger.project_name,
        ledger.credit_code,
        ledger.enterprise_name,
        ledger.category,
        ledger.total_investment,
        ledger.total_investment_bound,
        ledger.responsible_unit
      )
    ) as latest
  from vintage_investment_ledger as ledger
  inner join dim.project_reference as reference
    on
      ledger.zone_code = reference.zone_code
      and reference.source_table = 'ods.investment_ledger'
      and ledger.project_code <=> reference.project_code
      and ledger.credit_code <=> reference.credit_code
      and ledger.project_name <=> reference.project_name
  group by reference.zone_code, reference.project_key
),

described as (
  select
    project.project_key,
    project.zone_code,
    project.project_code,
    coalesce(
      registered.latest.project_name,
      reported.latest.project_name,
      project.project_name,
      project.project_code
    ) as project_name,
    coalesce(
      registered.latest.credit_code, reported.latest.credit_code, project.credit_code
    ) as credit_code,
    coalesce(
      registered.latest.enterprise_name, reported.latest.enterprise_name
    ) as enterprise_name,
    coalesce(registered.latest.category, reported.latest.category) as category,
    coalesce(
      registered.latest.planned_investment, reported.latest.total_investment
    ) as planned_investment,
    case
      when registered.latest.planned_investment is not null then 'exact'
      else reported.latest.total_investment_bound
    end as planned_investment_bound,
    coalesce(
      registered.latest.responsible_unit, reported.latest.responsible_unit
    ) as responsible_unit,
    coalesce(registered.registered, false) as registered,
    cast(project.reference_count as int) as reference_count,
    project.first_known_on
  from project
  left join registered
    on project.zone_code = registered.zone_code and project.project_key = registered.project_key
  left join reported
    on project.zone_code = reported.zone_code and project.project_key = reported.project_key
)

select
  project_key,
  zone_code,
  project_code,
  project_name,
  credit_code,
  enterprise_name,
  category,
  planned_investment,
  planned_investment_bound,
  responsible_unit,
  registered,
  reference_count,
  first_known_on
from described
