-- The earliest other story that says the same in nearly the same words; null while none is known.
alter table articles add column duplicate_of text;
alter table published_versions add column duplicate_of text;
alter table version_outcomes add column duplicate_of text;

create index articles_by_original on articles (duplicate_of) where duplicate_of is not null;

-- Kills that came when a newer version was served already are in the ledger only: their versions' text is not kept either.
create index version_outcomes_kills on version_outcomes (article_id) where status = 'CANCELED';

create or replace view article_versions as
    select article_id, version,
           coalesce(p.status, o.status) as status,
           coalesce(p.change_kind, o.change_kind) as change_kind,
           o.outcome, o.change_rule, p.metadata_only, p.headline, p.text, p.replaces, p.editorial_note,
           coalesce(p.version_created, o.version_created) as version_created,
           coalesce(p.received_at, o.received_at) as received_at,
           p.published_at, o.held_until, o.decided_at, p.enricher_version, p.enriched_at, p.duplicate_of
    from published_versions p
    full join (
        select distinct on (article_id, version) *
        from version_outcomes
        -- A duplicate changes nothing of what became of the version that it doubles, and a version that says what another
        -- story says is served all the same.
        order by article_id, version, outcome in ('DUPLICATE', 'NEAR_DUPLICATE'), decided_at desc, source_offset desc
    ) o using (article_id, version);
