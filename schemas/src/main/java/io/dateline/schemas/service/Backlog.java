package io.dateline.schemas.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a part is behind the ends of what it reads, and how long it has been standing there: gauges {@code
 * dateline.behind} and {@code dateline.standstill} by topic and partition, of all partitions of the part's topics, whoever
 * reads them. Counted to the very end of the log: a reader of committed records has a lag of its own by Kafka's count, but
 * that ends where the first open transaction begins, so what waits behind a forgotten one is not in it.
 *
 * <p>What can't be found out is NaN. Thread-safe, for one measurement at a time.
 */
public final class Backlog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final long TIMEOUT_SECONDS = 5;
    private static final double NANOS = 1e9;
    static final String BEHIND = "dateline.behind";
    static final String STANDSTILL = "dateline.standstill";

    /** Where a part stands. */
    @FunctionalInterface
    public interface Places {
        /** The next offset of each partition that is not done with yet; one that is missing was never read. */
        Map<TopicPartition, Long> of(Admin admin, Set<TopicPartition> partitions) throws Exception;
    }

    private final String part;
    private final Set<String> topics;
    private final Places places;
    private final MeterRegistry meters;
    private final LongSupplier nanos;
    private final Map<TopicPartition, Stand> stands = new ConcurrentHashMap<>();
    private final List<Meter.Id> registered = new ArrayList<>();
    private boolean failing;
    private boolean closed;

    /** What was found of a partition. */
    private static final class Stand {
        private volatile double behind = Double.NaN;
        private volatile double standstill = Double.NaN;
        private long place;
        private long since;

        void found(long at, long end, long now) {
            if (Double.isNaN(behind) || at != place || at >= end) {
                since = now;
            }
            place = at;
            standstill = (now - since) / NANOS;
            behind = Math.max(0, end - at);
        }

        void lost() {
            behind = Double.NaN;
            standstill = Double.NaN;
        }
    }

    /**
     * @param topics that the part reads from their beginnings
     * @param places where it stands in them
     */
    public Backlog(String part, Collection<String> topics, Places places, MeterRegistry meters) {
        this(part, topics, places, meters, System::nanoTime);
    }

    Backlog(String part, Collection<String> topics, Places places, MeterRegistry meters, LongSupplier nanos) {
        this.part = part;
        this.topics = Set.copyOf(topics);
        this.places = places;
        this.meters = meters;
        this.nanos = nanos;
    }

    /** Of a part that commits to Kafka where it stands. */
    public static Places committedBy(String group) {
        return (admin, partitions) -> {
            Map<TopicPartition, Long> committed = new HashMap<>();
            get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset.offset());
                        }
                    });
            return committed;
        };
    }

    /** Looks how far it is behind now. Takes some seconds at most, and does not throw. */
    void measure(Admin admin) {
        try {
            Set<TopicPartition> partitions = partitions(admin);
            // The ends first: a part that keeps up is not behind what came while this was asked.
            Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
            found(ends, offsets(admin, partitions, OffsetSpec.earliest()), places.of(admin, partitions));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            lost(e);
        }
    }

    /** What there is to tell, now. */
    synchronized void found(
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> beginnings,
            Map<TopicPartition, Long> nextOffsets) {
        failing = false;
        long now = nanos.getAsLong();
        stands.forEach((partition, stand) -> {
            if (!ends.containsKey(partition)) {
                stand.lost();
            }
        });
        ends.forEach((partition, end) -> {
            // What was deleted, because it was old, is not waited for by anybody.
            long at = Math.max(nextOffsets.getOrDefault(partition, 0L), beginnings.getOrDefault(partition, 0L));
            stand(partition).found(at, end, now);
        });
    }

    private synchronized void lost(Exception failure) {
        stands.values().forEach(Stand::lost);
        if (!failing && !closed) {
            failing = true;
            LOG.warn("how far behind is not known part={} cause={}", part, failure.toString());
        }
    }

    private Stand stand(TopicPartition partition) {
        Stand known = stands.get(partition);
        if (known != null || closed) {
            return known != null ? known : new Stand();
        }
        Stand made = new Stand();
        stands.put(partition, made);
        Tags tags = Tags.of(
                Telemetry.PART, part, "topic", partition.topic(), "partition", Integer.toString(partition.partition()));
        register(BEHIND, "records", "From where the part stands to the end of the log", made, it -> it.behind, tags);
        register(
                STANDSTILL,
                "seconds",
                "For how long the part has stood where it stands, though there is more in the log",
                made,
                it -> it.standstill,
                tags);
        return made;
    }

    private void register(
            String name, String unit, String description, Stand stand, ToDoubleFunction<Stand> value, Tags tags) {
        registered.add(Gauge.builder(name, stand, value)
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(meters)
                .getId());
    }

    private Set<TopicPartition> partitions(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<TopicPartition> partitions = new HashSet<>();
        for (KafkaFuture<TopicDescription> answer :
                admin.describeTopics(topics).topicNameValues().values()) {
            try {
                TopicDescription topic = get(answer);
                for (TopicPartitionInfo info : topic.partitions()) {
                    partitions.add(new TopicPartition(topic.name(), info.partition()));
                }
            } catch (ExecutionException e) {
                // One that is not there has nothing to be behind in: the sink's own is made by the first redrive.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return partitions;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Set<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        get(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes the gauges away. */
    @Override
    public synchronized void close() {
        closed = true;
        registered.forEach(meters::remove);
    }
}
