-- 政府信息. Work → edition → file, citations between works, acts done to them. Owner: documents.
create table documents_work (
  id text primary key,
  held boolean not null,
  title text not null,
  title_key text not null,
  doc_number text,
  number_keys text[] not null default '{}',
  created_at timestamptz not null
);
create index documents_work_title on documents_work (title_key);
create index documents_work_number on documents_work (doc_number);
comment on table documents_work is '一份文件本身；held = false 的是被引用而本馆未收的文件';

create table documents_edition (
  id bigint generated always as identity primary key,
  work_id text not null references documents_work (id),
  version int not null,
  state text not null check (state in ('draft', 'live', 'past', 'withdrawn')),
  content_hash text not null,
  title text not null,
  kind text,
  genre text,
  organ_code text references accounts_organ (code),
  issuers text[] not null default '{}',
  index_number text not null,
  topic text,
  disclosure text not null check (disclosure in ('proactive', 'on-application', 'withheld')),
  scope text not null check (scope in ('internet', 'named-group', 'place')),
  columns text[] not null default '{}',
  summary text,
  written_on date,
  effective_on date,
  expires_on date,
  carries_force boolean not null default false,
  in_force_from date,
  in_force_to date,
  in_force_end text check (in_force_end in ('repealed', 'expired')),
  partly_from date,
  first_published_on date,
  published_at timestamptz,
  source text,
  source_url text,
  body_text text not null,
  structure jsonb not null,
  issues jsonb not null default '[]',
  unique (work_id, version)
);
create unique index documents_edition_one_live on documents_edition (work_id) where state = 'live';
create unique index documents_edition_one_draft on documents_edition (work_id) where state = 'draft';
create index documents_edition_content on documents_edition (content_hash);
create index documents_edition_index_number on documents_edition (index_number);
create index documents_edition_listed on documents_edition (coalesce(first_published_on, (published_at at time zone 'Asia/Shanghai')::date) desc nulls last) where state = 'live';
create index documents_edition_columns on documents_edition using gin (columns) where state = 'live';
comment on table documents_edition is '一份文件的一个文本';
comment on column documents_edition.disclosure is '公开属性：主动公开、依申请公开、不予公开（国办发〔2016〕80号）';
comment on column documents_edition.scope is '公开范围：互联网、特定对象、特定场所';
comment on column documents_edition.carries_force is 'whether asking if it is in force makes sense at all';
comment on column documents_edition.in_force_from is 'for sorting and filtering only; written by the commands from the rule on validity';
comment on column documents_edition.in_force_to is 'last day in force; null: no end is on record';
comment on column documents_edition.published_at is '发布时间：由服务器记下，此后不得更改';
comment on column documents_edition.first_published_on is 'the day the source says it was first published, for documents taken over';

create function documents_keep_published_at() returns trigger language plpgsql as $$
begin
  if old.published_at is not null and new.published_at is distinct from old.published_at then
    raise exception 'published_at is set once';
  end if;
  if old.state <> 'draft' and (new.content_hash, new.title, new.body_text, new.structure, new.index_number)
      is distinct from (old.content_hash, old.title, old.body_text, old.structure, old.index_number) then
    raise exception 'the content of a released edition does not change';
  end if;
  return new;
end $$;
create trigger documents_edition_immutable before update on documents_edition
  for each row execute function documents_keep_published_at();

create table documents_file (
  id bigint generated always as identity primary key,
  edition_id bigint not null references documents_edition (id),
  role text not null check (role in ('original', 'attachment')),
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null
);
create index documents_file_edition on documents_file (edition_id);
create index documents_file_hash on documents_file (sha256) where role = 'original';

create table documents_citation (
  id bigint generated always as identity primary key,
  edition_id bigint not null references documents_edition (id),
  from_work text not null references documents_work (id),
  to_work text not null references documents_work (id),
  relation text not null,
  title text,
  doc_number text,
  quote text not null,
  e_id text,
  starts_at int,
  ends_at int,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'rejected'))
);
create index documents_citation_from on documents_citation (edition_id);
create index documents_citation_to on documents_citation (to_work);
comment on column documents_citation.state is 'a proposed repeal or amendment has no effect until an officer confirms it';

create table documents_act (
  id bigint generated always as identity primary key,
  work_id text not null references documents_work (id),
  edition_id bigint references documents_edition (id),
  type text not null,
  on_day date not null,
  at timestamptz not null,
  actor text not null,
  basis text,
  detail jsonb not null default '{}'
);
create index documents_act_work on documents_act (work_id, id);
comment on table documents_act is '对文件做过的法律行为；状态由此推出';

create table documents_serial (
  organ_code text not null,
  year int not null,
  last int not null,
  primary key (organ_code, year)
);
comment on table documents_serial is '索引号流水，按机关和年度';
