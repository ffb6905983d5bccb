select
  agreement.zone_code,
  reference.project_key,
  agreement.agreement_number,
  agreement.kind,
  agreement.project_code,
  agreement.project_name,
  agreement.land_contract_number,
  agreement.agreed_investment,
  agreement.signed_on,
  agreement.agreed_start_on,
  agreement.ended_on,
  agreement.breached_on,
  agreement.breach,
  agreement.remedy,
  agreement.remedied_on,
  agreement.known_from,
  agreement.known_to,
  agreement.batch_id,
  agreement.system,
  agreement.source_file,
  agreement.source_sheet,
  agreement.source_row,
  agreement.source_database,
  agreement.source_table,
  agreement.source_key
from vintage_agreement as agreement
left join dim.project_reference as reference
  on
    agreement.zone_code = reference.zone_code
    and reference.source_table = 'ods.agreement'
    and agreement.project_code <=> reference.project_code
    and reference.credit_code is null
    and agreement.project_name <=> reference.project_name
