-- What a record adds to a part of a metric: an amount in millionths, blank where it is not known,
-- and how exact it is; from which day on, and whether for the month, until the year ends, or
-- always.
select * from {{ ref('addend_investment') }}
union all
select * from {{ ref('addend_approval') }}
union all
select * from {{ ref('addend_service') }}
union all
select * from {{ ref('addend_land') }}
union all
select * from {{ ref('addend_register') }}
union all
select * from {{ ref('addend_organisation') }}
union all
select * from {{ ref('addend_land_batch') }}
union all
select * from {{ ref('addend_list') }}
union all
select * from {{ ref('addend_stage') }}
union all
select * from {{ ref('addend_issue') }}
union all
select * from {{ ref('addend_indicator') }}
union all
select * from {{ ref('addend_prerequisite') }}
union all
select * from {{ ref('addend_agreement') }}
