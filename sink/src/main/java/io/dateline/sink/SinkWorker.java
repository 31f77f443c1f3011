package io.dateline.sink;

import io.dateline.schemas.NewsTopic;
import io.dateline.schemas.service.Backoff;
import io.dateline.schemas.service.FailureRule.Verdict;
import io.dateline.sink.store.Change;
import io.dateline.sink.store.StoryStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer's work: read, store with the offsets, again. All of it on one thread, the one that calls {@link #run};
 * only {@link #stop} may be called from another.
 *
 * <p>Where to read from is what the database says, never what Kafka has committed. While something is down, the consumer
 * pauses its partitions and keeps polling, so that it stays in its group; what it has read and not stored waits.
 */
final class SinkWorker implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWorker.class);
    /** W3C trace context of the request that brought the story. */
    private static final String TRACEPARENT = "traceparent";

    static final List<String> TOPICS =
            List.of(NewsTopic.ENRICHED.topicName(), NewsTopic.VERSIONS.topicName(), SentBack.TOPIC);
    private static final Duration HEARTBEAT_POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final StoryStore store;
    private final StoryDecoder decoder;
    private final DeadLetterQueue deadLetters;
    private final SinkConfig config;
    private final SinkMeters counters;
    private final SinkMeters.Missed missed = new SinkMeters.Missed();
    private final SinkPlaces places;
    private final Runnable atWork;

    private final Map<TopicPartition, HeldPartition> held = new HashMap<>();

    /** Given by the group, but the database has not said yet where to go on. Paused until it has. */
    private final Set<TopicPartition> unplaced = new HashSet<>();

    private boolean joined;
    private volatile boolean stopping;
    private volatile boolean reading;
    private volatile boolean waiting;

    /**
     * @param consumer reads committed records as bytes, commits nothing by itself and resets no offset; closed by the caller
     * @param places told where it stands
     * @param atWork called once, when the group has given this consumer its partitions and they are in place
     */
    SinkWorker(
            Consumer<byte[], byte[]> consumer,
            StoryStore store,
            StoryDecoder decoder,
            DeadLetterQueue deadLetters,
            SinkConfig config,
            SinkMeters counters,
            SinkPlaces places,
            Runnable atWork) {
        this.consumer = consumer;
        this.store = store;
        this.decoder = decoder;
        this.deadLetters = deadLetters;
        this.config = config;
        this.counters = counters;
        this.places = places;
        this.atWork = atWork;
    }

    /** Works until {@link #stop}. What ends it otherwise was not planned for. */
    void run() {
        consumer.subscribe(TOPICS, this);
        try {
            sweep();
            while (!stopping) {
                place();
                if (joined && !reading) {
                    reading = true;
                    atWork.run();
                }
                ConsumerRecords<byte[], byte[]> records = poll(config.poll());
                for (List<PendingRecord> batch : batches(records)) {
                    store(batch);
                }
                tellPlaces(records);
            }
        } catch (WakeupException e) {
            if (!stopping) {
                throw e;
            }
        }
    }

    /** Has it its partitions, and stores what is in them? Not while a batch can't be stored, whatever the reason. */
    boolean isAtWork() {
        return reading && !waiting;
    }

    /** Does it wait before it tries something again? */
    boolean isWaiting() {
        return waiting;
    }

    /** Lets the transaction in hand end, then ends {@link #run}. From any thread. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        for (TopicPartition partition : partitions) {
            // Any place will do until the database has been asked: without one, Kafka's would be asked for.
            consumer.seek(partition, 0);
            unplaced.add(partition);
        }
        consumer.pause(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            unplaced.remove(partition);
            letGo(partition);
        }
    }

    /** Goes where the database says in every partition that is new, and reads on in all of them. */
    private void place() {
        Backoff backoff = backoff();
        while (!unplaced.isEmpty()) {
            try {
                Map<TopicPartition, Long> offsets = store.nextOffsets(unplaced);
                for (TopicPartition partition : unplaced) {
                    long offset = offsets.get(partition);
                    consumer.seek(partition, offset);
                    held.put(partition, new HeldPartition(partition, offset));
                    LOG.info(
                            "partition taken on topic={} partition={} offset={}",
                            partition.topic(),
                            partition.partition(),
                            offset);
                }
                unplaced.clear();
                waiting = false;
            } catch (SQLException e) {
                await(backoff, e);
            }
        }
        consumer.resume(consumer.paused());
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        try {
            return consumer.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            // The log begins later, or is another log: the topic was made anew. Everything in it is read; reading twice
            // does no harm, leaving out would.
            Map<TopicPartition, Long> beginnings =
                    consumer.beginningOffsets(e.offsetOutOfRangePartitions().keySet());
            beginnings.forEach((partition, beginning) -> {
                LOG.warn(
                        "stored offset is not in the log, reading from its beginning topic={} partition={} stored={} beginning={}",
                        partition.topic(),
                        partition.partition(),
                        e.offsetOutOfRangePartitions().get(partition),
                        beginning);
                places.left(partition);
                consumer.seek(partition, beginning);
            });
            return ConsumerRecords.empty();
        }
    }

    /** The records in their order, in lots that are within the bounds of a batch. */
    private List<List<PendingRecord>> batches(ConsumerRecords<byte[], byte[]> records) {
        List<List<PendingRecord>> batches = new ArrayList<>();
        List<PendingRecord> batch = new ArrayList<>();
        int bytes = 0;
        for (TopicPartition partition : records.partitions()) {
            HeldPartition from = held.get(partition);
            for (ConsumerRecord<byte[], byte[]> source : records.records(partition)) {
                PendingRecord pending = new PendingRecord(source, from);
                boolean full = batch.size() == config.batchRecords() || bytes + pending.size() > config.batchBytes();
                if (full && !batch.isEmpty()) {
                    batches.add(batch);
                    batch = new ArrayList<>();
                    bytes = 0;
                }
                batch.add(pending);
                bytes += pending.size();
            }
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /** Stores a batch, however long it takes, as far as its partitions are still held. */
    private void store(List<PendingRecord> batch) {
        try {
            tryToStore(batch);
        } finally {
            waiting = false;
        }
    }

    private void tryToStore(List<PendingRecord> batch) {
        Backoff backoff = backoff();
        while (!stopping) {
            List<PendingRecord> mine = batch.stream()
                    .filter(pending -> !pending.partition().isLost())
                    .toList();
            if (mine.isEmpty()) {
                return;
            }
            try {
                if (write(mine)) {
                    return;
                }
            } catch (WakeupException e) {
                throw e;
            } catch (SQLException | RuntimeException e) {
                boolean blamesOne = Failures.of(e) == Verdict.BAD_RECORD
                        && mine.stream().anyMatch(pending -> pending.change() != null);
                if (!blamesOne) {
                    await(backoff, e);
                } else if (mine.size() == 1) {
                    mine.get(0).refused(e);
                } else {
                    // One of them is bad: the halves, each in a transaction of its own, will tell which.
                    int middle = mine.size() / 2;
                    store(mine.subList(0, middle));
                    store(mine.subList(middle, mine.size()));
                    return;
                }
            }
        }
    }

    /** One try. False when a partition had to be let go, and the rest is to be tried again. */
    private boolean write(List<PendingRecord> mine) throws SQLException {
        mine.forEach(this::decode);
        deadLetters.bury(mine);

        Map<TopicPartition, StoryStore.Step> steps = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        List<Change> changes = new ArrayList<>();
        for (PendingRecord pending : mine) {
            HeldPartition from = pending.partition();
            long to = pending.source().offset() + 1;
            steps.put(from.partition(), new StoryStore.Step(from.storedOffset(), to));
            next.put(from.partition(), new OffsetAndMetadata(to));
            if (pending.change() != null) {
                changes.add(pending.change());
            }
        }
        long begun = System.nanoTime();
        StoryStore.Result result = store.write(steps, changes);
        if (result instanceof StoryStore.Result.Fenced fenced) {
            giveUp(fenced.partitions());
            return false;
        }
        StoryStore.Result.Written written = (StoryStore.Result.Written) result;
        next.forEach((partition, offset) -> held.get(partition).storedOffset(offset.offset()));
        if (LOG.isDebugEnabled()) {
            mine.forEach(SinkWorker::tellOf);
        }
        counters.written(mine, written.current(), Duration.ofNanos(System.nanoTime() - begun), missed);
        if (written.orphans()) {
            sweep();
        }
        // For those who watch a group's lag in Kafka; nobody reads it to go on from there.
        consumer.commitAsync(next, (offsets, failure) -> {
            if (failure != null) {
                LOG.debug("offsets not shown in Kafka", failure);
            }
        });
        return true;
    }

    private static void tellOf(PendingRecord pending) {
        Header trace = pending.source().headers().lastHeader(TRACEPARENT);
        LOG.debug(
                "stored article={} topic={} partition={} offset={} traceparent={}",
                pending.change() == null ? null : pending.change().articleId(),
                pending.source().topic(),
                pending.source().partition(),
                pending.source().offset(),
                trace == null || trace.value() == null ? null : new String(trace.value(), StandardCharsets.US_ASCII));
    }

    /** Bytes that can't be read once can never be; only a registry that is down is waited for. */
    private void decode(PendingRecord pending) {
        if (pending.isDecoded()) {
            return;
        }
        try {
            pending.decoded(decoder.decode(pending.source()));
        } catch (RuntimeException e) {
            if (Failures.of(e) == Verdict.DEPENDENCY_DOWN) {
                throw e;
            }
            pending.refused(e);
        }
    }

    /**
     * Another offset is stored than this consumer knew: what it has read of these partitions is dropped, and the database
     * is asked again before any more is read. Whether they are still its own, the next poll tells.
     */
    private void giveUp(Set<TopicPartition> partitions) {
        counters.countFenced();
        for (TopicPartition partition : partitions) {
            LOG.warn(
                    "another offset is stored than expected, batch dropped topic={} partition={} expected={}",
                    partition.topic(),
                    partition.partition(),
                    held.get(partition).storedOffset());
            letGo(partition);
            unplaced.add(partition);
            consumer.pause(List.of(partition));
        }
    }

    /** All that was read is stored. What was read may have had nothing in it for us: the ends of transactions. */
    private void tellPlaces(ConsumerRecords<byte[], byte[]> records) {
        records.nextOffsets().forEach((partition, next) -> {
            if (!stopping && held.containsKey(partition)) {
                places.reached(partition, next.offset());
            }
        });
    }

    private void letGo(TopicPartition partition) {
        places.left(partition);
        HeldPartition former = held.remove(partition);
        if (former != null) {
            former.lose();
        }
    }

    /** Waits a while without leaving the group. Partitions may come and go meanwhile. */
    private void await(Backoff backoff, Exception failure) {
        waiting = true;
        counters.waiting(failure, missed);
        Duration pause = backoff.next();
        if (Failures.of(failure) == Verdict.DEPENDENCY_DOWN) {
            LOG.warn("a dependency is down, trying again ms={} cause={}", pause.toMillis(), failure.toString());
        } else {
            LOG.error("batch can't be stored, nothing is skipped, trying again ms={}", pause.toMillis(), failure);
        }
        long end = System.nanoTime() + pause.toNanos();
        consumer.pause(consumer.assignment());
        for (long left = pause.toNanos(); left > 0; left = end - System.nanoTime()) {
            if (stopping) {
                throw new WakeupException();
            }
            poll(Duration.ofNanos(Math.min(left, HEARTBEAT_POLL.toNanos())));
        }
    }

    /** Tidying up: what is left over now is taken the next time. */
    private void sweep() {
        try {
            store.sweepEntities();
        } catch (SQLException e) {
            LOG.debug("entities not swept", e);
        }
    }

    private Backoff backoff() {
        return new Backoff(config.firstBackoff(), config.longestBackoff());
    }
}
