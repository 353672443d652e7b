-- 检索. What later domains offer to be found; the index follows it by seq. Owner: search.
create table search_offering (
  id text primary key,
  kind text not null,
  seq bigint not null,
  retracted boolean not null default false,
  url text not null,
  title text not null,
  title_key text not null,
  doc_number text,
  number_keys text[] not null default '{}',
  body text not null,
  organ text,
  year int,
  genre text,
  columns text[] not null default '{}',
  scope text not null,
  in_force_from date,
  in_force_to date,
  dated_on date,
  validity text
);
create unique index search_offering_seq on search_offering (seq);
create index search_offering_numbers on search_offering using gin (number_keys);
create index search_offering_title on search_offering (title_key);
comment on column search_offering.seq is 'the release that brought this content; followers read in this order';
comment on column search_offering.in_force_to is 'last day in force; null: no end is on record';
