-- County approval system (审批库), captured through logical decoding. Illustrative: 示例数据.
create table if not exists sp_bj (
  bjbh varchar(32) primary key,
  xzqdm varchar(12) not null,
  xmdm varchar(32),
  xmmc varchar(200),
  sxbm varchar(31) not null,
  sxmc varchar(200) not null,
  sqrxm varchar(50) not null,
  sqrzjh varchar(18) not null,
  sltd varchar(10) not null,
  slrq date not null,
  cnqx integer,
  fdqx integer,
  bjrq date,
  zt varchar(10) not null,
  pj smallint
);

comment on table sp_bj is '办件（示例数据，申请人和证件号均为虚构）';
comment on column sp_bj.bjbh is '办件编号';
comment on column sp_bj.xzqdm is '行政区代码';
comment on column sp_bj.xmdm is '项目代码';
comment on column sp_bj.xmmc is '项目名称';
comment on column sp_bj.sxbm is '事项编码';
comment on column sp_bj.sxmc is '事项名称';
comment on column sp_bj.sqrxm is '申请人姓名';
comment on column sp_bj.sqrzjh is '申请人证件号';
comment on column sp_bj.sltd is '受理渠道：网上、窗口';
comment on column sp_bj.slrq is '受理日期';
comment on column sp_bj.cnqx is '承诺期限（工作日）';
comment on column sp_bj.fdqx is '法定期限（工作日）';
comment on column sp_bj.bjrq is '办结日期';
comment on column sp_bj.zt is '状态：办理中、已办结、已撤件';
comment on column sp_bj.pj is '评价：1至5，5为非常满意';

create table if not exists sp_tc (
  bjbh varchar(32) not null,
  xh integer not null,
  xzqdm varchar(12) not null,
  lx varchar(20) not null,
  ksrq date not null,
  jsrq date,
  primary key (bjbh, xh)
);

comment on table sp_tc is '办件暂停（示例数据）';
comment on column sp_tc.bjbh is '办件编号';
comment on column sp_tc.xh is '序号';
comment on column sp_tc.xzqdm is '行政区代码';
comment on column sp_tc.lx is '暂停类型：听证、招标、检验、专家评审';
comment on column sp_tc.ksrq is '开始日期';
comment on column sp_tc.jsrq is '结束日期';

create table if not exists sp_cnz (
  cnbh varchar(32) primary key,
  xzqdm varchar(12) not null,
  xmdm varchar(32) not null,
  xmmc varchar(200) not null,
  sxbm varchar(31) not null,
  sxmc varchar(200) not null,
  cnrq date not null,
  hyrq date,
  hyjg varchar(10)
);

comment on table sp_cnz is '承诺制办理（示例数据）';
comment on column sp_cnz.cnbh is '承诺编号';
comment on column sp_cnz.xzqdm is '行政区代码';
comment on column sp_cnz.xmdm is '项目代码';
comment on column sp_cnz.xmmc is '项目名称';
comment on column sp_cnz.sxbm is '事项编码';
comment on column sp_cnz.sxmc is '事项名称';
comment on column sp_cnz.cnrq is '承诺日期';
comment on column sp_cnz.hyrq is '核验日期';
comment on column sp_cnz.hyjg is '核验结果：通过、不通过';

create table if not exists sp_qdb (
  fwbh varchar(32) primary key,
  xzqdm varchar(12) not null,
  xmdm varchar(32) not null,
  xmmc varchar(200) not null,
  sxbm varchar(31) not null,
  sxmc varchar(200) not null,
  dbjs varchar(50),
  ksrq date not null,
  jsrq date
);

comment on table sp_qdb is '全代办服务（示例数据）';
comment on column sp_qdb.fwbh is '服务编号';
comment on column sp_qdb.xzqdm is '行政区代码';
comment on column sp_qdb.xmdm is '项目代码';
comment on column sp_qdb.xmmc is '项目名称';
comment on column sp_qdb.sxbm is '事项编码';
comment on column sp_qdb.sxmc is '事项名称';
comment on column sp_qdb.dbjs is '代办角色';
comment on column sp_qdb.ksrq is '开始日期';
comment on column sp_qdb.jsrq is '结束日期';

-- An update or a delete is captured with the row as it stood before.
alter table sp_bj replica identity full;
alter table sp_tc replica identity full;
alter table sp_cnz replica identity full;
alter table sp_qdb replica identity full;

do $$
begin
  if not exists (select from pg_publication where pubname = 'mujun_capture') then
    create publication mujun_capture for table sp_bj, sp_tc, sp_cnz, sp_qdb;
  end if;
end
$$;

-- The role that captures changes. The stack sets its password at load time.
do $$
begin
  if not exists (select from pg_roles where rolname = 'county_approval_capture') then
    create role county_approval_capture login replication;
  end if;
end
$$;

grant select on sp_bj, sp_tc, sp_cnz, sp_qdb to county_approval_capture;
