-- 审计留痕. Append-only: who did what, to what, under which article. Owner: audit.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor text not null,
  act text not null,
  subject_kind text not null,
  subject_id text not null,
  basis text,
  detail jsonb not null default '{}'
);
create index audit_entry_subject on audit_entry (subject_kind, subject_id, id);
comment on table audit_entry is '审计留痕：只增不改';
comment on column audit_entry.basis is 'the article the act relies on, e.g. 条例·26';

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append-only';
end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function audit_refuse_change();
create trigger audit_entry_no_truncate before truncate on audit_entry
  for each statement execute function audit_refuse_change();
