-- 发布渠道. Every release and withdrawal, in one total order, and what each outlet did with it. Owner: outlets.
create table outlets_release (
  seq bigint generated always as identity primary key,
  subject_kind text not null,
  subject_id text not null,
  action text not null check (action in ('publish', 'withdraw')),
  content_hash text not null,
  at timestamptz not null
);
create index outlets_release_subject on outlets_release (subject_kind, subject_id, seq);
comment on table outlets_release is '发布与撤回的总账，序号按提交先后';

create table outlets_receipt (
  outlet text not null,
  node text not null,
  seq bigint not null,
  at timestamptz not null default clock_timestamp(),
  primary key (outlet, node)
);
comment on table outlets_receipt is 'how far each outlet of each node has followed the releases';
