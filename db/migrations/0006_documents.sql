-- 核对确认：确认了的关系从哪一天起、到哪一天止、凭哪一个行为发生效力。Owner: documents.
alter table documents_citation
  add column effect_on date,
  add column effect_until date,
  add column act_id bigint references documents_act (id);
comment on column documents_citation.effect_on is 'the first day of what a confirmed relation does to the document it names';
comment on column documents_citation.effect_until is 'for an extension: the new last day';
comment on column documents_citation.act_id is 'the act by which it does so; null while nothing has effect';
create index documents_citation_act on documents_citation (act_id) where act_id is not null;

-- 解读只写“关于……的公告”、不写机关的，按标题的末尾去找。
create index documents_work_title_end on documents_work (reverse(title_key) text_pattern_ops);
