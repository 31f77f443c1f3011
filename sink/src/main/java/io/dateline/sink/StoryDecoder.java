package io.dateline.sink;

import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import io.dateline.sink.store.Change;
import io.dateline.sink.store.NulCharacters;
import io.dateline.sink.store.UnstorableException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads a record on the topics that the sink stores. Thread-safe. */
final class StoryDecoder {
    private final Deserializer<EnrichedArticle> stories;
    private final Deserializer<ArticleVersion> versions;

    StoryDecoder(SchemaRegistry registry) {
        this.stories = AvroSerde.of(EnrichedArticle.class, registry).deserializer();
        this.versions = AvroSerde.of(ArticleVersion.class, registry).deserializer();
    }

    /**
     * What the record does to the tables.
     *
     * @throws UnstorableException when it breaks the contract of its topic
     * @throws org.apache.kafka.common.errors.SerializationException when its value can't be read
     * @throws org.apache.kafka.common.errors.RetriableException when the registry is down
     */
    Change decode(ConsumerRecord<byte[], byte[]> source) {
        String key = keyOf(source.key());
        SentBack.Origin origin = SentBack.Origin.of(source);
        if (origin.topic().equals(NewsTopic.VERSIONS.topicName())) {
            return ledgerEntry(key, source, origin);
        }
        if (origin.topic().equals(SentBack.TOPIC)) {
            throw new UnstorableException("a record that was sent back and does not say from where");
        }
        return story(key, source, origin);
    }

    private Change story(String key, ConsumerRecord<byte[], byte[]> source, SentBack.Origin origin) {
        if (source.value() == null) {
            return new Change.Removal(NulCharacters.replaceIn(key));
        }
        EnrichedArticle article = stories.deserialize(origin.topic(), source.value());
        requireSame(key, article.getArticleId());
        NulCharacters.replaceIn(article);
        return new Change.Version(article, origin.offset(), origin.again());
    }

    private Change ledgerEntry(String key, ConsumerRecord<byte[], byte[]> source, SentBack.Origin origin) {
        if (source.value() == null) {
            return new Change.LedgerRemoval(NulCharacters.replaceIn(key));
        }
        ArticleVersion version = versions.deserialize(origin.topic(), source.value());
        requireSame(key, version.getArticleId());
        NulCharacters.replaceIn(version);
        return new Change.Outcome(version, origin.partition(), origin.offset());
    }

    /** Else versions of one story would stand in several partitions, in no order, and a record could kill any other. */
    private static void requireSame(String key, String articleId) {
        if (!articleId.equals(key)) {
            throw new UnstorableException("the key is not the record's articleId");
        }
    }

    private static String keyOf(byte[] key) {
        if (key == null || key.length == 0) {
            throw new UnstorableException("a record without a key");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnstorableException("a key that is not UTF-8", e);
        }
    }
}
