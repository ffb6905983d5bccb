-- How each source speaks of a project, and which project that is. Evidence in order: the project
-- code; else credit code and normalised name together; else the name makes a project of its own.
-- A name alone never joins a coded project: it is only listed as a candidate for review.
with
mention as (
  select
    zone_code,
    'ods.project_register' as source_table,
    project_code,
    credit_code,
    project_name,
    known_from
  from vintage_project_register
  union all
  select
    zone_code,
    'ods.investment_ledger' as source_table,
    project_code,
    credit_code,
    project_name,
    known_from
  from vintage_investment_ledger
  union all
  select
    zone_code,
    'ods.investment_statistics' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from vintage_investment_statistics
  union all
  select
    zone_code,
    'ods.land_ledger' as source_table,
    project_code,
    credit_code,
    project_name,
    known_from
  from vintage_land_ledger
  union all
  select
    zone_code,
    'ods.approval_case' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from vintage_approval_case
  union all
  select
    zone_code,
    'ods.commitment' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from vintage_commitment
  union all
  select
    zone_code,
    'ods.proxy_service' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from vintage_proxy_service
),

reference as (
  select
    zone_code,
    source_table,
    project_code,
    credit_code,
    project_name,
    lower(
      translate(
        project_name,
        '０１２３４５６７８９（）【】［］〔〕－—–、，．　 ',
        '0123456789()[][][]---,,.'
      )
    ) as normalised_name,
    min(known_from) as first_known_on
  from mention
  where project_code is not null or project_name is not null
  group by zone_code, source_table, project_code, credit_code, project_name
),

by_credit_code as (
  select
    zone_code,
    credit_code,
    normalised_name,
    min(project_code) as project_code
  from reference
  where project_code is not null and credit_code is not null and normalised_name is not null
  group by zone_code, credit_code, normalised_name
  having count(distinct project_code) = 1
),

by_name as (
  select
    zone_code,
    normalised_name,
    min(project_code) as project_code
  from reference
  where project_code is not null and normalised_name is not null
  group by zone_code, normalised_name
  having count(distinct project_code) = 1
),

matched as (
  select
    reference.*,
    coalesce(reference.project_code, by_credit_code.project_code) as matched_code,
    case
      when reference.project_code is not null then 'code'
      when by_credit_code.project_code is not null then 'credit_code_and_name'
      else 'new'
    end as match_method,
    by_name.project_code as candidate_code
  from reference
  left join by_credit_code
    on
      reference.zone_code = by_credit_code.zone_code
      and reference.credit_code = by_credit_code.credit_code
      and reference.normalised_name = by_credit_code.normalised_name
  left join by_name
    on
      reference.zone_code = by_name.zone_code
      and reference.normalised_name = by_name.normalised_name
)

select
  zone_code,
  source_table,
  concat_ws(
    '|', coalesce(project_code, ''), coalesce(credit_code, ''), coalesce(project_name, '')
  ) as reference,
  project_code,
  credit_code,
  project_name,
  normalised_name,
  concat(
    zone_code,
    '-',
    substring(
      sha2(
        case
          when matched_code is not null then concat('code|', zone_code, '|', upper(matched_code))
          else concat('name|', zone_code, '|', normalised_name)
        end,
        256
      ),
      1,
      16
    )
  ) as project_key,
  match_method,
  cast(
    case match_method when 'code' then 1.00 when 'credit_code_and_name' then 0.90 else 0.50 end
    as decimal(3, 2)
  ) as confidence,
  case
    when match_method = 'new' and candidate_code is not null
      then
        concat(
          zone_code,
          '-',
          substring(sha2(concat('code|', zone_code, '|', upper(candidate_code)), 256), 1, 16)
        )
  end as candidate_key,
  first_known_on
from matched
