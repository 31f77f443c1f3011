package io.dateline.app.reprocess;

import io.dateline.enrich.record.DerivedRecords;
import io.dateline.schemas.EnrichedArticle;
import io.dateline.schemas.Topic;
import io.dateline.schemas.registry.SchemaRegistry;
import io.dateline.schemas.serde.AvroSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What differs between the stories that are served and those that were made beside them. Reads both for a hash of each story,
 * then again for each {@link #LOT} of those that differ, so that it holds a few bytes a story in memory and no more than a
 * lot of stories. What made a record, and when, does not count. For one thread.
 */
final class Comparison {
    /** Stories that are looked into with one reading of both topics. */
    static final int LOT = 20_000;

    private static final Count NOTHING = new Count(0, 0, 0);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> properties;
    private final Deserializer<EnrichedArticle> stories;

    private final int lot;

    Comparison(Map<String, Object> kafka, SchemaRegistry registry) {
        this(kafka, registry, LOT);
    }

    Comparison(Map<String, Object> kafka, SchemaRegistry registry, int lot) {
        this.lot = lot;
        this.properties = new HashMap<>(kafka);
        this.properties.put("isolation.level", "read_committed");
        this.properties.put("enable.auto.commit", false);
        this.properties.remove("group.instance.id");
        this.stories = AvroSerde.of(EnrichedArticle.class, registry).deserializer();
    }

    /** How many of a kind would come, go, and say something else. */
    record Count(int added, int removed, int changed) {
        Count plus(Count other) {
            return new Count(added + other.added, removed + other.removed, changed + other.changed);
        }

        int sum() {
            return added + removed + changed;
        }

        boolean isNothing() {
            return added == 0 && removed == 0 && changed == 0;
        }
    }

    /**
     * One story that would differ.
     *
     * @param what added, removed or changed
     */
    record Story(String articleId, String what, Count entities, Count quotes, Count topics) {}

    /**
     * All that would differ.
     *
     * @param same stories that would stay as they are
     */
    record Report(int same, Count articles, Count entities, Count quotes, Count topics) {}

    /** @param each is given every story that differs, in the order of their ids */
    Report compare(String served, String beside, Consumer<Story> each) {
        Map<String, Long> before = hashes(served);
        Map<String, Long> after = hashes(beside);
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        int same = 0;
        Count articles = NOTHING;
        List<String> differ = new ArrayList<>();
        for (String id : all) {
            Long was = before.get(id);
            Long is = after.get(id);
            if (Objects.equals(was, is)) {
                same++;
                continue;
            }
            articles = articles.plus(
                    new Count(was == null ? 1 : 0, is == null ? 1 : 0, was != null && is != null ? 1 : 0));
            differ.add(id);
        }
        Report report = new Report(same, articles, NOTHING, NOTHING, NOTHING);
        for (int i = 0; i < differ.size(); i += lot) {
            report = detailed(report, differ.subList(i, Math.min(differ.size(), i + lot)), served, beside, each);
        }
        return report;
    }

    private Report detailed(Report report, List<String> ids, String served, String beside, Consumer<Story> each) {
        Set<String> differ = Set.copyOf(ids);
        Map<String, EnrichedArticle> before = latest(served, differ);
        Map<String, EnrichedArticle> after = latest(beside, differ);
        Count entities = report.entities();
        Count quotes = report.quotes();
        Count topics = report.topics();
        for (String id : ids) {
            EnrichedArticle was = before.get(id);
            EnrichedArticle is = after.get(id);
            if (was == null && is == null) {
                // Both were taken away since it was counted.
                continue;
            }
            Story story = new Story(
                    id,
                    was == null ? "added" : is == null ? "removed" : "changed",
                    count(was, is, DerivedRecords::mentions, DerivedRecords::saysTheSame),
                    count(was, is, DerivedRecords::quotes, DerivedRecords::saysTheSame),
                    count(was, is, Comparison::topicsOf, (a, b) -> a.getOrigin() == b.getOrigin()));
            each.accept(story);
            entities = entities.plus(story.entities());
            quotes = quotes.plus(story.quotes());
            topics = topics.plus(story.topics());
        }
        return new Report(report.same(), report.articles(), entities, quotes, topics);
    }

    private static <T> Count count(
            EnrichedArticle was,
            EnrichedArticle is,
            Function<EnrichedArticle, Map<String, T>> parts,
            BiPredicate<T, T> saysTheSame) {
        Map<String, T> before = was == null ? Map.of() : parts.apply(was);
        Map<String, T> after = is == null ? Map.of() : parts.apply(is);
        Set<String> both = new HashSet<>(before.keySet());
        both.retainAll(after.keySet());
        int changed = (int) both.stream()
                .filter(key -> !saysTheSame.test(before.get(key), after.get(key)))
                .count();
        return new Count(after.size() - both.size(), before.size() - both.size(), changed);
    }

    private static Map<String, Topic> topicsOf(EnrichedArticle article) {
        return article.getTopics().stream().collect(Collectors.toMap(Topic::getCode, topic -> topic, (a, b) -> a));
    }

    private Map<String, Long> hashes(String topic) {
        Map<String, Long> hashes = new TreeMap<>();
        read(topic, (id, value) -> {
            if (value == null) {
                hashes.remove(id);
            } else {
                hashes.put(id, hashOf(stories.deserialize(topic, value)));
            }
        });
        return hashes;
    }

    private Map<String, EnrichedArticle> latest(String topic, Set<String> wanted) {
        Map<String, EnrichedArticle> latest = new HashMap<>();
        if (wanted.isEmpty()) {
            return latest;
        }
        read(topic, (id, value) -> {
            if (value == null) {
                latest.remove(id);
            } else if (wanted.contains(id)) {
                latest.put(id, stories.deserialize(topic, value));
            }
        });
        return latest;
    }

    /** Of all that a record says, apart from what made it. */
    private static long hashOf(EnrichedArticle story) {
        EnrichedArticle said = EnrichedArticle.newBuilder(story).build();
        said.getProvenance().setEnrichedAt(Instant.EPOCH);
        said.getProvenance().setEnricherVersion("");
        said.getProvenance().setConfigHash("");
        said.getProvenance().setModels(List.of());
        try {
            byte[] bytes = said.toString().getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private void read(String topic, BiConsumer<String, byte[]> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    reader.accept(new String(message.key(), StandardCharsets.UTF_8), message.value());
                }
            }
        }
    }
}
