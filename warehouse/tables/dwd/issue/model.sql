-- An issue is settled once: when it is closed in time, or on the day after it was due.
select
  issue.zone_code,
  reference.project_key,
  issue.issue_number,
  issue.kind,
  issue.factor,
  issue.title,
  issue.project_name,
  issue.project_code,
  issue.enterprise_name,
  issue.service_group,
  issue.lead_unit,
  issue.co_departments,
  issue.raised_on,
  issue.due_on,
  issue.extended_to,
  coalesce(issue.extended_to, issue.due_on) as due_by,
  issue.closed_on,
  case
    when issue.closed_on <= coalesce(issue.extended_to, issue.due_on) then issue.closed_on
    else date_add(coalesce(issue.extended_to, issue.due_on), 1)
  end as settled_on,
  issue.result,
  issue.updated_on,
  issue.known_from,
  issue.known_to,
  issue.batch_id,
  issue.system,
  issue.source_file,
  issue.source_sheet,
  issue.source_row,
  issue.source_database,
  issue.source_table,
  issue.source_key
from vintage_issue as issue
left join dim.project_reference as reference
  on
    issue.zone_code = reference.zone_code
    and reference.source_table = 'ods.issue'
    and issue.project_code <=> reference.project_code
    and reference.credit_code is null
    and issue.project_name <=> reference.project_name
