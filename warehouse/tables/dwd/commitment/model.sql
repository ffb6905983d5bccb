select
  commitment.commitment_number,
  commitment.zone_code,
  reference.project_key,
  commitment.project_code,
  commitment.project_name,
  commitment.item_code,
  commitment.item_name,
  commitment.signed_on,
  commitment.verified_on,
  commitment.verification_result,
  commitment.known_from,
  commitment.known_to,
  commitment.batch_id,
  commitment.system,
  commitment.source_file,
  commitment.source_sheet,
  commitment.source_row,
  commitment.source_database,
  commitment.source_table,
  commitment.source_key
from vintage_commitment as commitment
left join dim.project_reference as reference
  on
    commitment.zone_code = reference.zone_code
    and reference.source_table = 'ods.commitment'
    and commitment.project_code <=> reference.project_code
    and reference.credit_code is null
    and commitment.project_name <=> reference.project_name
