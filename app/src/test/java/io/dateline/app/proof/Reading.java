package io.dateline.app.proof;

import io.dateline.schemas.ArticleVersion;
import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.QuoteRecord;
import io.dateline.schemas.RawArticle;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes {@link Evidence} of what was found: of the topics and tables that are in a {@link Snapshot}, and of no others. */
final class Reading {
    private static final Map<String, Class<? extends SpecificRecord>> TYPES = Map.of(
            NewsTopic.RAW.topicName(), RawArticle.class,
            NewsTopic.VERSIONS.topicName(), ArticleVersion.class,
            NewsTopic.ENRICHED.topicName(), EnrichedArticle.class,
            NewsTopic.QUOTES.topicName(), QuoteRecord.class,
            NewsTopic.MENTIONS.topicName(), EntityMentionRecord.class);

    private final Map<String, AvroSerde<? extends SpecificRecord>> serdes = new LinkedHashMap<>();

    Reading(SchemaRegistry registry) {
        TYPES.forEach((topic, type) -> serdes.put(topic, AvroSerde.of(type, registry)));
    }

    /** @param sent what the raw stories are held against */
    Evidence of(Snapshot snapshot, Sent sent) {
        Evidence found = new Evidence();
        snapshot.topics().forEach((topic, records) -> {
            if (topic.equals(NewsTopic.RAW.topicName())) {
                found.section(Lines.RAW)
                        .addAll(Arrivals.of(sent, stories(records)).faults());
            } else if (topic.equals(NewsTopic.DEAD_LETTERS.topicName())) {
                List<String> letters = found.section(Lines.LETTERS);
                records.forEach(letter -> letters.add(letter(letter)));
            } else if (topic.equals(NewsTopic.QUOTES.topicName())) {
                each(records, found.section(Lines.QUOTE_RECORDS));
                latest(records, found.section(Lines.QUOTES), quote -> Lines.quote((QuoteRecord) quote));
            } else if (topic.equals(NewsTopic.MENTIONS.topicName())) {
                each(records, found.section(Lines.MENTION_RECORDS));
                latest(records, found.section(Lines.MENTIONS), name -> Lines.mention((EntityMentionRecord) name));
            } else {
                each(
                        records,
                        found.section(topic.equals(NewsTopic.VERSIONS.topicName()) ? Lines.LEDGER : Lines.ENRICHED));
            }
        });
        snapshot.tables().forEach((section, rows) -> {
            List<String> lines = found.section(section);
            rows.forEach(row -> lines.add(Lines.row(row.toArray())));
        });
        Lines.settle(found);
        return found;
    }

    /** The stories among raw records: those that can be read, under their own key. */
    List<RawArticle> stories(List<ConsumerRecord<byte[], byte[]>> records) {
        List<RawArticle> stories = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : records) {
            if (meaning(message) instanceof RawArticle story
                    && message.key() != null
                    && story.getArticleId().equals(text(message.key()))) {
                stories.add(story);
            }
        }
        return stories;
    }

    /** Is what is on a topic no record of ours, but bytes of any kind? */
    boolean isPlain(String topic) {
        return !serdes.containsKey(topic);
    }

    /** What a record says, but for times of our clock; null when it can't be read, or is a tombstone. */
    SpecificRecord meaning(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null || !serdes.containsKey(message.topic())) {
            return null;
        }
        try {
            return OurClock.erasedFrom(
                    serdes.get(message.topic()).deserializer().deserialize(message.topic(), message.value()));
        } catch (RuntimeException | StackOverflowError e) {
            // A record that is there to be refused.
            return null;
        }
    }

    /** Every record; one that can't be read has no line, and whoever waits for it misses it. */
    private void each(List<ConsumerRecord<byte[], byte[]>> records, List<String> lines) {
        for (ConsumerRecord<byte[], byte[]> message : records) {
            SpecificRecord record = meaning(message);
            if (record instanceof EnrichedArticle story && !Spans.coverWhatTheySay(story)) {
                lines.add(text(message.key()) + "\tspans that do not cover what they say: " + record);
            } else if (record != null) {
                lines.add(Lines.record(text(message.key()), record));
            } else if (message.value() == null) {
                lines.add(Lines.tombstone(text(message.key())));
            }
        }
    }

    /** What a compacted topic comes to. Two records of a key that are alike, one after the other, are one too many. */
    private void latest(
            List<ConsumerRecord<byte[], byte[]>> records, List<String> lines, Function<SpecificRecord, String> line) {
        Map<String, SpecificRecord> latest = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> message : records) {
            String key = text(message.key());
            SpecificRecord record = meaning(message);
            if (latest.containsKey(key) && Objects.equals(latest.get(key), record)) {
                lines.add("sent twice: " + key);
            }
            latest.put(key, record);
        }
        latest.values().stream().filter(Objects::nonNull).forEach(record -> lines.add(line.apply(record)));
    }

    private static String letter(ConsumerRecord<byte[], byte[]> letter) {
        String topic = DeadLetter.read(letter.headers(), DeadLetter.TOPIC);
        return topic == null
                ? Lines.refused(letter.key(), letter.value())
                : Lines.letter(
                        topic,
                        Integer.parseInt(DeadLetter.read(letter.headers(), DeadLetter.PARTITION)),
                        Long.parseLong(DeadLetter.read(letter.headers(), DeadLetter.OFFSET)),
                        letter.key(),
                        letter.value(),
                        letter.headers());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }
}
