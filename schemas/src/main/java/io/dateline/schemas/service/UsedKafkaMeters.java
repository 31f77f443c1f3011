package io.dateline.schemas.service;

import io.dateline.schemas.NewsTopic;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets through what the dashboard, the alert rules and docs/operating.md use of Kafka's own metrics. Kafka Streams alone has
 * some six thousand series, a megabyte at each scrape: the latencies of every operation of every store of every task.
 * Metrics of others pass. Stateless.
 */
final class UsedKafkaMeters implements MeterFilter {
    private static final String KAFKA = "kafka.";
    private static final String TOPIC = "topic";

    private static final Set<String> USED = Stream.of(
                    Stream.of(
                                    // How far behind, and how much comes.
                                    "fetch.manager.records.lag",
                                    "fetch.manager.records.lag.max",
                                    "fetch.manager.records.consumed.total",
                                    "fetch.manager.bytes.consumed.total",
                                    "fetch.manager.fetch.latency.avg",
                                    // Is it in its group, and does the group stand still?
                                    "coordinator.assigned.partitions",
                                    "coordinator.rebalance.total",
                                    "coordinator.rebalance.latency.max",
                                    "coordinator.failed.rebalance.total",
                                    "coordinator.last.heartbeat.seconds.ago",
                                    "last.poll.seconds.ago",
                                    "time.between.poll.max",
                                    "connection.count")
                            .map("consumer."::concat),
                    Stream.of(
                                    "record.send.total",
                                    "record.error.total",
                                    "record.retry.total",
                                    "record.queue.time.avg",
                                    "request.latency.avg",
                                    "request.latency.max",
                                    "batch.size.avg",
                                    "compression.rate.avg",
                                    "buffer.available.bytes",
                                    "connection.count")
                            .map("producer."::concat),
                    Stream.of(
                                    "alive.stream.threads",
                                    "failed.stream.threads",
                                    "client.state",
                                    "thread.thread.state",
                                    "thread.process.ratio",
                                    "thread.poll.ratio",
                                    "thread.commit.ratio",
                                    "thread.punctuate.ratio",
                                    "thread.commit.latency.avg",
                                    "thread.commit.latency.max",
                                    "task.dropped.records.total",
                                    "task.restore.remaining.records.total",
                                    // The state stores.
                                    "state.estimate.num.keys",
                                    "state.live.sst.files.size",
                                    "state.size.all.mem.tables",
                                    "state.block.cache.usage")
                            .map("stream."::concat))
            .flatMap(names -> names)
            .map(KAFKA::concat)
            .collect(Collectors.toUnmodifiableSet());

    /** Kafka's consumers still say everything of a topic twice, the second time with underscores for dots in its name. */
    private static final Set<String> FORMER_SPELLINGS = Arrays.stream(NewsTopic.values())
            .map(topic -> topic.topicName().replace('.', '_'))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (!id.getName().startsWith(KAFKA)) {
            return MeterFilterReply.NEUTRAL;
        }
        String topic = id.getTag(TOPIC);
        boolean used = USED.contains(id.getName()) && (topic == null || !FORMER_SPELLINGS.contains(topic));
        return used ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }
}
