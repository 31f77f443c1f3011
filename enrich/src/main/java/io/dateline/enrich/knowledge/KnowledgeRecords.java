package io.dateline.enrich.knowledge;

import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.schemas.KnowledgeRecord;

/** Entries as records on the topic and back. */
public final class KnowledgeRecords {
    private KnowledgeRecords() {}

    /** The record of an entry. */
    public static KnowledgeRecord of(KnowledgeEntry entry) {
        return KnowledgeRecord.newBuilder()
                .setId(entry.id())
                .setWikidataId(entry.wikidataId())
                .setName(entry.name())
                .setType(entry.type())
                .setAliases(entry.aliases())
                .setShortNames(entry.shortNames())
                .setDescription(entry.description())
                .setPrior(entry.prior())
                .setCountry(entry.country())
                .setContext(entry.context())
                .setHidden(entry.hidden())
                .build();
    }

    /**
     * The entry of a record.
     *
     * @throws IllegalArgumentException when the record is none that a check would have let through
     */
    public static KnowledgeEntry entry(KnowledgeRecord record) {
        return new KnowledgeEntry(
                record.getId(),
                record.getWikidataId(),
                record.getName(),
                record.getAliases(),
                record.getShortNames(),
                record.getType(),
                record.getDescription(),
                record.getPrior(),
                record.getCountry(),
                record.getContext(),
                record.getHidden());
    }
}
