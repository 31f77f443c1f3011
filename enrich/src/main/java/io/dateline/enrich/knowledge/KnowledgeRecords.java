package io.dateline.enrich.knowledge;

import io.dateline.enrich.analysis.knowledge.KnowledgeEntry;
import io.dateline.schemas.KnowledgeRecord;
import io.dateline.schemas.NewsTopic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

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
     * What a record on the topic says.
     *
     * @param entry null: what is known under this id is taken away
     */
    public record Change(String id, KnowledgeEntry entry) {}

    /**
     * Reads a record as it stands on the topic.
     *
     * @throws RuntimeException when it can't be read, or is none that a check would have let through; or what reads it is
     *     away
     */
    public static Change read(byte[] key, byte[] value, Deserializer<KnowledgeRecord> deserializer) {
        if (key == null) {
            throw new SerializationException("knowledge without a key");
        }
        String id = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            return new Change(id, null);
        }
        KnowledgeEntry entry = entry(deserializer.deserialize(NewsTopic.KNOWLEDGE.topicName(), value));
        if (!entry.id().equals(id)) {
            throw new IllegalArgumentException("knowledge whose id is not its key");
        }
        return new Change(id, entry);
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
