-- County exchange database (前置库), one row per operation handed over. Illustrative: 示例数据.
create table if not exists qz_xmxx (
  row_guid varchar(36) primary key,
  xzqdm varchar(12) not null,
  xmdm varchar(32) not null,
  xmmc varchar(200) not null,
  tyshxydm varchar(18),
  qymc varchar(200),
  xmlb varchar(20),
  jhztz numeric(18, 4),
  barq date,
  qyrq date,
  sgxkrq date,
  kgrq date,
  rtrq date,
  cnzsy smallint,
  qdbsy smallint,
  zrdw varchar(100),
  cd_batch varchar(32) not null,
  cd_operation char(1) not null check (cd_operation in ('I', 'U', 'D')),
  cd_time timestamp(3) not null
);

comment on table qz_xmxx is '项目信息（示例数据）';
comment on column qz_xmxx.row_guid is '行标识';
comment on column qz_xmxx.xzqdm is '行政区代码';
comment on column qz_xmxx.xmdm is '项目代码';
comment on column qz_xmxx.xmmc is '项目名称';
comment on column qz_xmxx.tyshxydm is '统一社会信用代码';
comment on column qz_xmxx.qymc is '企业名称';
comment on column qz_xmxx.xmlb is '项目类别：产业、基础设施、民生';
comment on column qz_xmxx.jhztz is '计划总投资（万元）';
comment on column qz_xmxx.barq is '备案日期';
comment on column qz_xmxx.qyrq is '签约日期';
comment on column qz_xmxx.sgxkrq is '施工许可日期';
comment on column qz_xmxx.kgrq is '开工日期';
comment on column qz_xmxx.rtrq is '入统日期';
comment on column qz_xmxx.cnzsy is '适用承诺制：1是、0否';
comment on column qz_xmxx.qdbsy is '适用全代办：1是、0否';
comment on column qz_xmxx.zrdw is '责任单位';
comment on column qz_xmxx.cd_batch is '批次号';
comment on column qz_xmxx.cd_operation is '操作：I新增、U修改、D删除';
comment on column qz_xmxx.cd_time is '操作时间';

create index if not exists qz_xmxx_cd_time on qz_xmxx (cd_time, row_guid);

create table if not exists qz_tjtz (
  row_guid varchar(36) primary key,
  xzqdm varchar(12) not null,
  xmdm varchar(32) not null,
  xmmc varchar(200) not null,
  tjqj char(6) not null,
  bytz numeric(18, 4),
  bnlj numeric(18, 4),
  kgylj numeric(18, 4),
  cd_batch varchar(32) not null,
  cd_operation char(1) not null check (cd_operation in ('I', 'U', 'D')),
  cd_time timestamp(3) not null
);

comment on table qz_tjtz is '入统投资（示例数据）';
comment on column qz_tjtz.row_guid is '行标识';
comment on column qz_tjtz.xzqdm is '行政区代码';
comment on column qz_tjtz.xmdm is '项目代码';
comment on column qz_tjtz.xmmc is '项目名称';
comment on column qz_tjtz.tjqj is '统计期间（年月）';
comment on column qz_tjtz.bytz is '本月完成投资（万元）';
comment on column qz_tjtz.bnlj is '本年累计完成投资（万元）';
comment on column qz_tjtz.kgylj is '开工以来累计完成投资（万元）';
comment on column qz_tjtz.cd_batch is '批次号';
comment on column qz_tjtz.cd_operation is '操作：I新增、U修改、D删除';
comment on column qz_tjtz.cd_time is '操作时间';

create index if not exists qz_tjtz_cd_time on qz_tjtz (cd_time, row_guid);

create table if not exists qz_qzqd (
  row_guid varchar(36) primary key,
  xzqdm varchar(12) not null,
  qdlx varchar(20) not null,
  sxbm varchar(31) not null,
  sxmc varchar(200) not null,
  fqjg varchar(100),
  qrq date not null,
  zrq date,
  clqd smallint,
  yqyc smallint,
  cd_batch varchar(32) not null,
  cd_operation char(1) not null check (cd_operation in ('I', 'U', 'D')),
  cd_time timestamp(3) not null
);

comment on table qz_qzqd is '权责清单（示例数据）';
comment on column qz_qzqd.row_guid is '行标识';
comment on column qz_qzqd.xzqdm is '行政区代码';
comment on column qz_qzqd.qdlx is '清单类型：赋权、委托受理、可承诺、可代办';
comment on column qz_qzqd.sxbm is '事项编码';
comment on column qz_qzqd.sxmc is '事项名称';
comment on column qz_qzqd.fqjg is '赋权机关';
comment on column qz_qzqd.qrq is '起日期';
comment on column qz_qzqd.zrq is '止日期';
comment on column qz_qzqd.clqd is '有材料清单：1是、0否';
comment on column qz_qzqd.yqyc is '编入一企一册：1是、0否';
comment on column qz_qzqd.cd_batch is '批次号';
comment on column qz_qzqd.cd_operation is '操作：I新增、U修改、D删除';
comment on column qz_qzqd.cd_time is '操作时间';

create index if not exists qz_qzqd_cd_time on qz_qzqd (cd_time, row_guid);

create table if not exists qz_ydbp (
  row_guid varchar(36) primary key,
  xzqdm varchar(12) not null,
  pcbh varchar(32) not null,
  xmmc varchar(200) not null,
  xmdm varchar(32),
  pclx varchar(20) not null,
  bpmj numeric(18, 4),
  sbrq date,
  pfrq date,
  pfwh varchar(100),
  xmlq smallint,
  cd_batch varchar(32) not null,
  cd_operation char(1) not null check (cd_operation in ('I', 'U', 'D')),
  cd_time timestamp(3) not null
);

comment on table qz_ydbp is '用地报批（示例数据）';
comment on column qz_ydbp.row_guid is '行标识';
comment on column qz_ydbp.xzqdm is '行政区代码';
comment on column qz_ydbp.pcbh is '批次编号';
comment on column qz_ydbp.xmmc is '项目名称';
comment on column qz_ydbp.xmdm is '项目代码';
comment on column qz_ydbp.pclx is '批次类型：城镇批次、单独选址、乡村建设用地';
comment on column qz_ydbp.bpmj is '报批面积（公顷）';
comment on column qz_ydbp.sbrq is '上报日期';
comment on column qz_ydbp.pfrq is '批复日期';
comment on column qz_ydbp.pfwh is '批复文号';
comment on column qz_ydbp.xmlq is '项目列全：1是、0否';
comment on column qz_ydbp.cd_batch is '批次号';
comment on column qz_ydbp.cd_operation is '操作：I新增、U修改、D删除';
comment on column qz_ydbp.cd_time is '操作时间';

create index if not exists qz_ydbp_cd_time on qz_ydbp (cd_time, row_guid);

create table if not exists qz_dbsx (
  row_guid varchar(36) primary key,
  xzqdm varchar(12) not null,
  sxbh varchar(32) not null,
  sxlx varchar(20) not null,
  yslx varchar(20),
  sxmc varchar(200) not null,
  xmmc varchar(200),
  xmdm varchar(32),
  qymc varchar(200),
  bzz varchar(100),
  qtdw varchar(100),
  phdw varchar(200),
  tcrq date not null,
  blqx date,
  yqz date,
  bjrq date,
  bljg varchar(20),
  gxrq date,
  cd_batch varchar(32) not null,
  cd_operation char(1) not null check (cd_operation in ('I', 'U', 'D')),
  cd_time timestamp(3) not null
);

comment on table qz_dbsx is '督办与诉求事项（示例数据）';
comment on column qz_dbsx.row_guid is '行标识';
comment on column qz_dbsx.xzqdm is '行政区代码';
comment on column qz_dbsx.sxbh is '事项编号';
comment on column qz_dbsx.sxlx is '事项类型：调度问题、督办事项、要素诉求、违约';
comment on column qz_dbsx.yslx is '要素类型';
comment on column qz_dbsx.sxmc is '事项名称';
comment on column qz_dbsx.xmmc is '项目名称';
comment on column qz_dbsx.xmdm is '项目代码';
comment on column qz_dbsx.qymc is '企业名称';
comment on column qz_dbsx.bzz is '服务保障组';
comment on column qz_dbsx.qtdw is '牵头单位';
comment on column qz_dbsx.phdw is '配合单位';
comment on column qz_dbsx.tcrq is '提出日期';
comment on column qz_dbsx.blqx is '办理期限';
comment on column qz_dbsx.yqz is '延期至';
comment on column qz_dbsx.bjrq is '办结日期';
comment on column qz_dbsx.bljg is '办理结果：已解决、未能解决';
comment on column qz_dbsx.gxrq is '更新日期';
comment on column qz_dbsx.cd_batch is '批次号';
comment on column qz_dbsx.cd_operation is '操作：I新增、U修改、D删除';
comment on column qz_dbsx.cd_time is '操作时间';

create index if not exists qz_dbsx_cd_time on qz_dbsx (cd_time, row_guid);

create table if not exists qz_qzrq (
  row_guid varchar(36) primary key,
  xzqdm varchar(12) not null,
  bh varchar(32) not null,
  lx varchar(20) not null,
  yq varchar(40) not null,
  mc varchar(200),
  xmmc varchar(200),
  xmdm varchar(32),
  dkmc varchar(100),
  tcrq date not null,
  qx date,
  wcrq date,
  cd_batch varchar(32) not null,
  cd_operation char(1) not null check (cd_operation in ('I', 'U', 'D')),
  cd_time timestamp(3) not null
);

comment on table qz_qzrq is '项目前置与容缺（示例数据）';
comment on column qz_qzrq.row_guid is '行标识';
comment on column qz_qzrq.xzqdm is '行政区代码';
comment on column qz_qzrq.bh is '编号';
comment on column qz_qzrq.lx is '类型：前置手续、净地条件、容缺材料';
comment on column qz_qzrq.yq is '要求';
comment on column qz_qzrq.mc is '名称';
comment on column qz_qzrq.xmmc is '项目名称';
comment on column qz_qzrq.xmdm is '项目代码';
comment on column qz_qzrq.dkmc is '地块名称';
comment on column qz_qzrq.tcrq is '提出日期';
comment on column qz_qzrq.qx is '期限';
comment on column qz_qzrq.wcrq is '完成日期';
comment on column qz_qzrq.cd_batch is '批次号';
comment on column qz_qzrq.cd_operation is '操作：I新增、U修改、D删除';
comment on column qz_qzrq.cd_time is '操作时间';

create index if not exists qz_qzrq_cd_time on qz_qzrq (cd_time, row_guid);

-- The role that exchange ingestion reads with. The stack sets its password at load time.
do $$
begin
  if not exists (select from pg_roles where rolname = 'county_exchange_reader') then
    create role county_exchange_reader login;
  end if;
end
$$;

grant select on qz_xmxx, qz_tjtz, qz_qzqd, qz_ydbp, qz_dbsx, qz_qzrq to county_exchange_reader;
