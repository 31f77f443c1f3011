package io.dateline.app.proof;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What was found, just as it was found: records and rows, before anything is made of them.
 *
 * @param topics committed records by topic, in the order of each partition
 * @param tables rows by section of {@link Lines}, column by column
 */
record Snapshot(Map<String, List<ConsumerRecord<byte[], byte[]>>> topics, Map<String, List<List<String>>> tables) {}
