-- 机关. Owner: accounts.
create table accounts_organ (
  code text primary key,
  name text not null unique,
  short_name text not null,
  kind text not null check (kind in ('government', 'office', 'department', 'town', 'subdistrict', 'park')),
  parent_code text references accounts_organ (code),
  agency_codes text[] not null default '{}',
  duties text,
  leader text,
  address text,
  hours text,
  phone text,
  fax text,
  email text,
  position int not null
);
comment on table accounts_organ is '行政机关（条例·4：职能、地址、办公时间、联系方式、负责人依条例·20(二)公开）';
comment on column accounts_organ.code is 'GB 11714 organisation code, nine characters';
comment on column accounts_organ.agency_codes is '发文机关代字, e.g. 云政办发';

create table accounts_site (
  only_one boolean primary key default true check (only_one),
  identity jsonb not null
);
comment on table accounts_site is '网站标识：名称、标识码、备案号、主办单位、联系方式（国办发〔2017〕47号）';

create view accounts_organ_shared as select code, name, short_name, kind from accounts_organ;
comment on view accounts_organ_shared is 'what other domains may join';
