-- How long values are stored, from now on; those that are there stay as they are. PostgreSQL's own compression (pglz) was a fifth of the time
-- that a story cost the database: docs/decisions/0013-storage-of-long-values.md.

-- A tsvector does not get smaller by it at all.
alter table articles alter column search set storage external;

-- Texts: lz4 where the server was built with it, and else as they are.
do $$
begin
    alter table articles alter column text set compression lz4;
    alter table published_versions alter column text set compression lz4;
exception when feature_not_supported then
    alter table articles alter column text set storage external;
    alter table published_versions alter column text set storage external;
end
$$;
