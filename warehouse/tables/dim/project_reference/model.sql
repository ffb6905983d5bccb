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
  from said_project_register
  union all
  select
    zone_code,
    'ods.investment_ledger' as source_table,
    project_code,
    credit_code,
    project_name,
    known_from
  from said_investment_ledger
  union all
  select
    zone_code,
    'ods.investment_statistics' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_investment_statistics
  union all
  select
    zone_code,
    'ods.land_ledger' as source_table,
    project_code,
    credit_code,
    project_name,
    known_from
  from said_land_ledger
  union all
  select
    zone_code,
    'ods.approval_case' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_approval_case
  union all
  select
    zone_code,
    'ods.commitment' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_commitment
  union all
  select
    zone_code,
    'ods.proxy_service' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_proxy_service
  union all
  select
    zone_code,
    'ods.land_batch' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_land_batch
  union all
  select
    zone_code,
    'ods.project_stage' as source_table,
    project_code,
    credit_code,
    project_name,
    known_from
  from said_project_stage
  union all
  select
    zone_code,
    'ods.issue' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_issue
  union all
  select
    zone_code,
    'ods.assignment' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_assignment
  union all
  select
    zone_code,
    'ods.parcel_indicator' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_parcel_indicator
  union all
  select
    zone_code,
    'ods.prerequisite' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_prerequisite
  union all
  select
    zone_code,
    'ods.agreement' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_agreement
  union all
  select
    zone_code,
    'ods.agreement' as source_table,
    project_code,
    null as credit_code,
    project_name,
    known_from
  from said_agreement
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

candidate as (
  select
    *,
    min(project_code) over named as first_named_code,
    max(project_code) over named as last_named_code,
    min(project_code) over identified as first_identified_code,
    max(project_code) over identified as last_identified_code
  from reference
  window
    named as (partition by zone_code, normalised_name),
    identified as (partition by zone_code, normalised_name, credit_code)
),

-- the code that those of the same name have, where all that have one have the same
coded as (
  select
    *,
    case
      when
        credit_code is not null
        and normalised_name is not null
        and first_identified_code = last_identified_code
        then first_identified_code
    end as identified_code,
    case
      when normalised_name is not null and first_named_code = last_named_code
        then first_named_code
    end as candidate_code
  from candidate
),

matched as (
  select
    *,
    coalesce(project_code, identified_code) as matched_code,
    case
      when project_code is not null then 'code'
      when identified_code is not null then 'credit_code_and_name'
      else 'new'
    end as match_method
  from coded
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
