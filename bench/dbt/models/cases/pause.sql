-- A pause is that of the case of its zone and number; where there is none, that of the only case of
-- its number in its database. It takes out the days after its first up to its last, which of a
-- pause without an end is the case's.
with
only_case as (
  select
    case_number,
    source_database,
    any_value(zone_code) as zone_code
  from {{ ref('standing_case') }}
  group by case_number, source_database
  having count(*) = 1
),

placed as (
  select
    stated.*,
    coalesce(own.zone_code, other.zone_code) as zone_of_case
  from {{ ref('stated_pause') }} as stated
  left join {{ ref('standing_case') }} as own
    on stated.zone_code = own.zone_code and stated.case_number = own.case_number
  left join only_case as other
    on stated.case_number = other.case_number and stated.source_database = other.source_database
)

select
  a_case.zone_code,
  a_case.case_number,
  placed.zone_code as stated_zone_code,
  placed.started_on as after_day,
  coalesce(placed.ended_on, a_case.closed_on) as last_day
from placed
inner join {{ ref('standing_case') }} as a_case
  on placed.zone_of_case = a_case.zone_code and placed.case_number = a_case.case_number
