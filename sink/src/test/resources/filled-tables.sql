-- 50,000 stories. Story i was published i minutes ago; it is about persons i and i+1 modulo 1000, and on topic i modulo 100.
insert into articles (article_id, provider, version, status, change_kind, supersedes, language, headline, genres, subjects,
    places, links, received_at, published_at, format, feed, text, boilerplate, enricher_version, config_hash, models,
    enriched_at)
select 'a|' || i, 'a', 1, 'USABLE', 'NEW', '{}', 'en', 'Bridge number ' || i || ' opened', '{}', '[]', '[]', '[]', t, t,
    'ndjson', 'test', 'Workers were building it for years. Word' || i % 5000, '[]', '1', 'c', '[]', t
from generate_series(1, 50000) i, lateral (select now() - i * interval '1 minute' as t);

-- Every hundredth story says what the one before it says.
update articles set duplicate_of = 'a|' || (substr(article_id, 3)::int - 1) where substr(article_id, 3)::int % 100 = 0;

insert into published_versions (article_id, version, status, change_kind, metadata_only, received_at, published_at,
    enricher_version, enriched_at)
select article_id, version, status, change_kind, false, received_at, published_at, '1', enriched_at from articles;

insert into version_outcomes (article_id, source_partition, source_offset, version, outcome, status, received_at, decided_at)
select article_id, 0, row_number() over (), version, 'SERVED', status, received_at, received_at from articles;

insert into entities (entity_key, name, type)
select 'person:person ' || i, 'Person Number' || i, 'PERSON' from generate_series(0, 9999) i;

insert into mentions (article_id, entity_key, version, published_at, name, type, aliases, salience, confidence, spans)
select 'a|' || i, 'person:person ' || (i + k) % 1000, 1, now() - i * interval '1 minute', 'n', 'PERSON', '{}', 0.5, 0.5, '[]'
from generate_series(1, 50000) i, generate_series(0, 1) k;

insert into quotes (article_id, quote_id, version, published_at, start_at, end_at, text, type, speaker_key, confidence)
select 'a|' || i, 'a|' || i || '#q', 1, now() - i * interval '1 minute', 0, 5, 'Said ' || i, 'DIRECT',
    case when i % 3 > 0 then 'person:person ' || i % 1000 end, 0.5
from generate_series(1, 50000) i;

insert into topics (article_id, code, version, published_at, name, level, confidence, origin)
select 'a|' || i, 'medtop:' || i % 100, 1, now() - i * interval '1 minute', 't', 1, 0.5, 'MODEL'
from generate_series(1, 50000) i;
