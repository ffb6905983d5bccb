-- What was known at the end of the day: of each subject the last thing heard, of each scope the
-- statement in force.
create table operation as
with
every as (
  select 'register' as topic, zone_code || '/' || project_code as subject, record, operation,
    source_database, source_position, received_at, received_on
  from ods_project_register
  union all
  select 'statistics', concat_ws('/', zone_code, project_code, period), record, operation,
    source_database, source_position, received_at, received_on
  from ods_investment_statistics
  union all
  select 'case', zone_code || '/' || case_number, record, operation,
    source_database, source_position, received_at, received_on
  from ods_approval_case
  union all
  select 'pause', concat_ws('/', zone_code, case_number, pause_number), record, operation,
    source_database, source_position, received_at, received_on
  from ods_approval_pause
  union all
  select 'commitment', zone_code || '/' || commitment_number, record, operation,
    source_database, source_position, received_at, received_on
  from ods_commitment
  union all
  select 'service', zone_code || '/' || service_number, record, operation,
    source_database, source_position, received_at, received_on
  from ods_proxy_service
)
select * from every where received_on <= as_at();

-- Within one source the highest position counts, whenever it was received; what comes after a
-- later one says nothing.
create table last_of_source as
select *
from operation
qualify row_number() over (
  partition by topic, subject, source_database
  order by source_position desc, received_at desc
) = 1;

-- Of several sources the one heard last; a deletion leaves nothing.
create table standing as
select topic, record
from (
  select *
  from last_of_source
  qualify row_number() over (partition by topic, subject order by received_at desc) = 1
)
where operation <> 'delete';

create table in_force as
select *
from (
  select *
  from ods_statement
  where received_on <= as_at()
  qualify row_number() over (
    partition by table_name, scope order by received_on desc, sequence desc
  ) = 1
)
where batch_id is not null;

create table ledger as
select record.*, statement.completeness
from ods_investment_ledger as record
inner join in_force as statement
  on
    statement.table_name = 'ods.investment_ledger'
    and statement.batch_id = record.batch_id
    and statement.scope = 'zone_code=' || record.zone_code || '/period=' || record.period;

create table target as
select record.*, statement.completeness
from ods_target_ledger as record
inner join in_force as statement
  on
    statement.table_name = 'ods.target_ledger'
    and statement.batch_id = record.batch_id
    and statement.scope = 'zone_code=' || record.zone_code || '/year=' || record.year;

create table land as
select record.*, statement.completeness
from ods_land_ledger as record
inner join in_force as statement
  on
    statement.table_name = 'ods.land_ledger'
    and statement.batch_id = record.batch_id
    and statement.scope = 'zone_code=' || record.zone_code;

-- A project is known by its code, else by its name, however that is written.
create macro project(code, name) as
  coalesce(
    'code ' || upper(code),
    'name ' || lower(
      translate(
        name, '０１２３４５６７８９（）【】［］〔〕－—–、，．　 ', '0123456789()[][][]---,,.'
      )
    )
  );

create table register as
select *, project(project_code, project_name) as project
from ods_project_register
where record in (select record from standing where topic = 'register');

create table statistics as
select *
from ods_investment_statistics
where record in (select record from standing where topic = 'statistics');

create table commitment as
select *, project(project_code, project_name) as project
from ods_commitment
where record in (select record from standing where topic = 'commitment');

create table service as
select *, project(project_code, project_name) as project
from ods_proxy_service
where record in (select record from standing where topic = 'service');
