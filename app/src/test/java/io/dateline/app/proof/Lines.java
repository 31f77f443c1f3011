package io.dateline.app.proof;

import io.dateline.schemas.DeadLetter;
import io.dateline.schemas.EntityMentionRecord;
import io.dateline.schemas.QuoteRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** How things are written in {@link Evidence}, by the oracle and by the witness alike. */
final class Lines {
    /** Sections that are read from Kafka, committed records only. The raw stories' has a line for each fault. */
    static final String RAW = "kafka raw stories";

    static final String LEDGER = "kafka ledger";
    static final String ENRICHED = "kafka enriched stories";
    static final String QUOTES = "kafka quotes";
    static final String MENTIONS = "kafka mentions";
    static final String QUOTE_RECORDS = "kafka records of quotes";
    static final String MENTION_RECORDS = "kafka records of mentions";
    static final String LETTERS = "kafka dead letters";

    /** Sections that are read from PostgreSQL. */
    static final String DB_LEDGER = "database ledger";

    static final String DB_VERSIONS = "database versions";
    static final String DB_ARTICLES = "database stories";
    static final String DB_QUOTES = "database quotes";
    static final String DB_MENTIONS = "database mentions";
    static final String DB_TOPICS = "database topics";

    /** What a client sees in the end, and how each story came there. */
    static final List<String> ALL =
            List.of(LEDGER, ENRICHED, QUOTES, MENTIONS, DB_LEDGER, DB_ARTICLES, DB_QUOTES, DB_MENTIONS, DB_TOPICS);

    /** Every single record on the way, and every one that did not go it. */
    static final Set<String> ON_THE_WAY = Set.of(RAW, QUOTE_RECORDS, MENTION_RECORDS, LETTERS, DB_VERSIONS);

    /** What counts there is the order of the lines of one key. */
    private static final Set<String> ORDERED = Set.of(LEDGER, DB_LEDGER, ENRICHED, QUOTE_RECORDS, MENTION_RECORDS);

    private Lines() {}

    /** A record that takes something back. */
    static String tombstone(String key) {
        return key + "\tnothing";
    }

    /** A record with all its fields; but for times of our clock, that no oracle knows. */
    static String record(String key, SpecificRecord record) {
        return key + "\t" + record;
    }

    /** What a quote says, wherever it stands and whichever version said it first. */
    static String quote(QuoteRecord quote) {
        return record(
                quote.getQuoteId(),
                QuoteRecord.newBuilder(quote)
                        .setVersion(0)
                        .setHeadline(null)
                        .setPublishedAt(Instant.EPOCH)
                        .setStart(0)
                        .setEnd(0)
                        .setConfidence(0)
                        .setParts(List.of())
                        .build());
    }

    /** What a mention says, wherever it stands and whichever version said it first. */
    static String mention(EntityMentionRecord mention) {
        return record(
                mention.getMentionId(),
                EntityMentionRecord.newBuilder(mention)
                        .setVersion(0)
                        .setHeadline(null)
                        .setPublishedAt(Instant.EPOCH)
                        .setSalience(0)
                        .setConfidence(0)
                        .setMentions(List.of())
                        .build());
    }

    /** A row of a table. */
    static String row(Object... columns) {
        return Arrays.stream(columns).map(String::valueOf).collect(Collectors.joining("\t"));
    }

    /** What the entrance refused. */
    static String refused(byte[] key, byte[] original) {
        return "ingest " + base64(key) + " " + base64(original);
    }

    /** A bad record of a topic, with its own headers. */
    static String letter(String topic, int partition, long offset, byte[] key, byte[] value, Headers headers) {
        StringBuilder line = new StringBuilder(topic + "-" + partition + "@" + offset + " ")
                .append(base64(key))
                .append(' ')
                .append(base64(value));
        for (Header header : DeadLetter.ownOf(headers)) {
            line.append(' ').append(header.key()).append('=').append(base64(header.value()));
        }
        return line.toString();
    }

    private static String base64(byte[] bytes) {
        return bytes == null ? "null" : Base64.getEncoder().encodeToString(bytes);
    }

    /** Puts each section into the order that means something there. */
    static void settle(Evidence evidence) {
        for (String section : evidence.sections().keySet()) {
            if (ORDERED.contains(section)) {
                evidence.sortByKey(section);
            } else {
                evidence.sort(section);
            }
        }
    }
}
