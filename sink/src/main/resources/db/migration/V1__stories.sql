-- What the sink writes from news.articles.enriched and news.articles.versions. Every row comes from a record there, nothing
-- from the clock of the database: reading the topics again gives the same rows. Spans count Unicode code points of articles.text, end exclusive.

-- The dictionary that a language's words are reduced with. Add languages in a later migration, with the column below made anew.
create function story_search_config(language text) returns regconfig
    language sql immutable parallel safe
    return case lower(split_part(language, '-', 1))
        when 'en' then 'pg_catalog.english'::regconfig
        when 'de' then 'pg_catalog.german'::regconfig
        when 'fr' then 'pg_catalog.french'::regconfig
        when 'es' then 'pg_catalog.spanish'::regconfig
        when 'it' then 'pg_catalog.italian'::regconfig
        when 'pt' then 'pg_catalog.portuguese'::regconfig
        when 'nl' then 'pg_catalog.dutch'::regconfig
        when 'da' then 'pg_catalog.danish'::regconfig
        when 'sv' then 'pg_catalog.swedish'::regconfig
        when 'no' then 'pg_catalog.norwegian'::regconfig
        when 'nb' then 'pg_catalog.norwegian'::regconfig
        when 'fi' then 'pg_catalog.finnish'::regconfig
        when 'ru' then 'pg_catalog.russian'::regconfig
        else 'pg_catalog.simple'::regconfig
    end;

-- What a story is searched by. A tsvector may not exceed 1 MB, and a longer one fails the insert, so the text beyond its
-- first 100,000 characters (some 16,000 words) is not searched: a word costs at most 8 bytes a character (four in UTF-8,
-- twice for a hyphenated word, which counts as a whole and in parts).
create function story_search(language text, headline text, body text) returns tsvector
    language sql immutable parallel safe
    return setweight(to_tsvector(story_search_config(language), left(coalesce(headline, ''), 2000)), 'A')
        || setweight(to_tsvector(story_search_config(language), left(coalesce(body, ''), 100000)), 'D');

-- One row a story: the version that is served now, or the fact that none is. Only USABLE rows carry a headline and text.
create table articles (
    article_id       text primary key,
    provider         text        not null,
    version          bigint      not null,
    status           text        not null, -- USABLE, WITHHELD, CANCELED
    change_kind      text        not null, -- NEW, UPDATE, CORRECTION, CANCELLATION
    supersedes       text[]      not null,
    embargoed_until  timestamptz,
    urgency          integer,
    language         text        not null,
    headline         text,
    slugline         text,
    byline           text,
    dateline         text,
    dateline_place   text,
    credit           text,
    copyright        text,
    usage_terms      text,
    editorial_note   text,
    genres           text[]      not null,
    subjects         jsonb       not null,
    places           jsonb       not null,
    links            jsonb       not null,
    first_created    timestamptz,
    version_created  timestamptz,
    received_at      timestamptz not null,
    published_at     timestamptz not null, -- version_created, or received_at without one
    format           text        not null,
    feed             text        not null,
    text             text,
    boilerplate      jsonb       not null, -- [{"start", "end", "text", "kind"}]
    enricher_version text        not null,
    config_hash      text        not null,
    models           jsonb       not null,
    enriched_at      timestamptz not null,
    search           tsvector generated always as (story_search(language, headline, text)) stored
);

create index articles_search on articles using gin (search);
create index articles_by_time on articles (published_at desc);

-- Every version that was published, from news.articles.enriched. Headline, text and what changed are gone from those that
-- a kill covers.
create table published_versions (
    article_id       text        not null,
    version          bigint      not null,
    status           text        not null,
    change_kind      text        not null,
    metadata_only    boolean     not null, -- text, headline and annotations are those of the version before
    headline         text,
    text             text,
    replaces         jsonb,                -- what it changed: {"version", "previousHeadline", "changes": [...]}
    editorial_note   text,
    version_created  timestamptz,
    received_at      timestamptz not null,
    published_at     timestamptz not null,
    enricher_version text        not null,
    enriched_at      timestamptz not null,
    primary key (article_id, version)
);

-- What became of every version that arrived, from news.articles.versions: one row a record there. Nothing of a story's
-- words is in it, so that a kill has nothing to take away.
create table version_outcomes (
    article_id       text        not null,
    source_partition integer     not null, -- where the record is on the topic
    source_offset    bigint      not null,
    version          bigint      not null,
    outcome          text        not null, -- SERVED, METADATA_ONLY, LATE, DUPLICATE, HELD, CANCELLED
    status           text        not null,
    change_kind      text,
    change_rule      text,
    version_created  timestamptz,
    received_at      timestamptz not null,
    held_until       timestamptz,
    decided_at       timestamptz not null,
    primary key (article_id, source_partition, source_offset)
);

-- The history of a story: every version, published or not, once, with what became of it in the end.
create view article_versions as
    select article_id, version,
           coalesce(p.status, o.status) as status,
           coalesce(p.change_kind, o.change_kind) as change_kind,
           o.outcome, o.change_rule, p.metadata_only, p.headline, p.text, p.replaces, p.editorial_note,
           coalesce(p.version_created, o.version_created) as version_created,
           coalesce(p.received_at, o.received_at) as received_at,
           p.published_at, o.held_until, o.decided_at, p.enricher_version, p.enriched_at
    from published_versions p
    full join (
        select distinct on (article_id, version) *
        from version_outcomes
        -- A duplicate changes nothing of what became of the version that it doubles.
        order by article_id, version, outcome = 'DUPLICATE', decided_at desc, source_offset desc
    ) o using (article_id, version);

-- Who and what is named in any served story. The name is the one that was met first; each story's own is in mentions.
create table entities (
    entity_key  text primary key, -- Wikidata id, else type:folded name
    name        text not null,
    type        text not null,    -- PERSON, ORGANISATION, LOCATION, MISC
    wikidata_id text,
    search      tsvector generated always as (to_tsvector('pg_catalog.simple'::regconfig, left(name, 2000))) stored
);

create index entities_search on entities using gin (search);
create index entities_by_name on entities (lower(left(name, 200)));

-- Article × entity, for stories that are served.
create table mentions (
    article_id   text             not null,
    entity_key   text             not null,
    version      bigint           not null,
    published_at timestamptz      not null,
    name         text             not null,
    type         text             not null,
    wikidata_id  text,
    aliases      text[]           not null,
    role         text,
    salience     double precision not null,
    confidence   double precision not null,
    spans        jsonb            not null, -- [{"start", "end", "text"}]
    primary key (article_id, entity_key),
    constraint mentions_entity foreign key (entity_key) references entities
);

create index mentions_by_entity on mentions (entity_key, published_at desc);

-- Article × quote, for stories that are served.
create table quotes (
    article_id    text             not null,
    quote_id      text             not null,
    version       bigint           not null,
    published_at  timestamptz      not null,
    start_at      integer          not null,
    end_at        integer          not null,
    text          text             not null,
    type          text             not null, -- DIRECT, MIXED, INDIRECT
    cue           text,
    speaker_start integer,
    speaker_end   integer,
    speaker_text  text,
    speaker_key   text,                      -- entities.entity_key, null when the speaker is no known entity
    speaker_name  text,
    confidence    double precision not null,
    primary key (article_id, quote_id)
);

create index quotes_by_speaker on quotes (speaker_key, published_at desc) where speaker_key is not null;

-- Article × topic, for stories that are served.
create table topics (
    article_id   text             not null,
    code         text             not null, -- medtop:16000000
    version      bigint           not null,
    published_at timestamptz      not null,
    name         text             not null,
    level        integer          not null,
    confidence   double precision not null,
    origin       text             not null, -- PROVIDER, MODEL
    primary key (article_id, code)
);

create index topics_by_code on topics (code, published_at desc);

-- Entities that a story no longer names: gone from entities at the next sweep, unless another story does.
create table entity_orphan_candidates (
    entity_key text not null
);

-- The next record to read, written in the transaction of the rows. Kafka's own committed offsets are never read.
create table sink_offsets (
    consumer_group text   not null,
    topic          text   not null,
    partition      integer not null,
    next_offset    bigint not null,
    updated_at     timestamptz not null default now(),
    primary key (consumer_group, topic, partition)
);

-- The three questions, ready to be asked; docs/querying.md shows them with their plans.
create view stories_about as
    select m.entity_key, m.published_at, m.salience, m.role, m.spans,
           a.article_id, a.version, a.headline, a.language, a.provider
    from mentions m join articles a using (article_id)
    where a.status = 'USABLE';

create view statements as
    select q.speaker_key, q.published_at, q.speaker_name, q.speaker_text, q.text, q.type, q.cue, q.confidence,
           q.start_at, q.end_at, q.quote_id, a.article_id, a.version, a.headline
    from quotes q join articles a using (article_id)
    where a.status = 'USABLE';

create view stories_on as
    select t.code, t.published_at, t.name, t.level, t.confidence, t.origin,
           a.article_id, a.version, a.headline, a.language, a.provider
    from topics t join articles a using (article_id)
    where a.status = 'USABLE';
