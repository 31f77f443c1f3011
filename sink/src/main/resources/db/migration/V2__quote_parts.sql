-- What newer records of quotes hold. Rows that are there came from records without it: the defaults are what those say.
alter table quotes
    add column organisation_key text,                         -- entities.entity_key of whom an unnamed speaker speaks for
    add column cue_class        text  not null default 'NONE', -- NONE, NEUTRAL, STANCE, EVALUATIVE
    add column parts            jsonb not null default '[]';   -- [{"start", "end", "text"}]

create or replace view statements as
    select q.speaker_key, q.published_at, q.speaker_name, q.speaker_text, q.text, q.type, q.cue, q.confidence,
           q.start_at, q.end_at, q.quote_id, a.article_id, a.version, a.headline,
           q.organisation_key, q.cue_class, q.parts
    from quotes q join articles a using (article_id)
    where a.status = 'USABLE';
