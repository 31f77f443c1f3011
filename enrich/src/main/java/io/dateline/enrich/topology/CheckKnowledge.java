package io.dateline.enrich.topology;

import io.dateline.enrich.knowledge.KnowledgeRecords;
import io.dateline.schemas.KnowledgeRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads what users bring to the knowledge base, and keeps nothing of it: every process takes it over for itself, and passes
 * over what it can't read. Here such a record fails once for all of them, and {@link BuryBadRecords} counts it and sends it
 * to the dead letters.
 */
final class CheckKnowledge implements Processor<byte[], byte[], Void, Void> {
    private final Deserializer<KnowledgeRecord> deserializer;

    CheckKnowledge(Deserializer<KnowledgeRecord> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    public void process(Record<byte[], byte[]> message) {
        KnowledgeRecords.read(message.key(), message.value(), deserializer);
    }
}
