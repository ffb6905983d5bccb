select
  stage.zone_code,
  reference.project_key,
  stage.project_number,
  stage.stage,
  stage.project_name,
  stage.project_code,
  stage.credit_code,
  stage.round,
  stage.round_on,
  stage.stage_on,
  stage.contracted_amount,
  stage.contracted_amount_bound,
  stage.paid_in_amount,
  stage.paid_in_amount_bound,
  stage.expected_output,
  stage.expected_output_bound,
  stage.actual_output,
  stage.actual_output_bound,
  stage.known_from,
  stage.known_to,
  stage.batch_id,
  stage.system,
  stage.source_file,
  stage.source_sheet,
  stage.source_row,
  stage.source_database,
  stage.source_table,
  stage.source_key,
  stage.completeness
from vintage_project_stage as stage
left join dim.project_reference as reference
  on
    stage.zone_code = reference.zone_code
    and reference.source_table = 'ods.project_stage'
    and stage.project_code <=> reference.project_code
    and stage.credit_code <=> reference.credit_code
    and stage.project_name <=> reference.project_name
