-- Where the record is on news.articles.enriched that a version came from; null for those that were stored before this was
-- kept. What is sent back from the dead letters does not undo what a later record of the same version has said.
alter table published_versions add column source_offset bigint;
